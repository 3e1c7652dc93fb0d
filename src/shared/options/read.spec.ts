import { describe, expect, it } from "@rbxts/jest-globals";

import { inWordsOf, option, required, tableOf } from "./declare";
import { flag, number, text } from "./kinds";
import { officialOptions, ownOptions, readOptions } from "./read";

interface Pace {
	perMinute?: number;
}

const FIELDS = {
	name: required(text()),
	volume: option(number({ from: 0, to: 1 }), 0.5),
	loud: option(flag),
	pace: option(tableOf<Pace>()("a table with perMinute", { perMinute: option(number({ from: 1, whole: true })) })),
	limit: inWordsOf("limit must be a number", option(number({ from: 1, to: 100, floored: true }), 10)),
};
const faultOf = (input: unknown): string | undefined => readOptions("play", FIELDS, input).fault;

describe("options", () => {
	it("take their defaults where they are left out", () => {
		const { value, unknown } = readOptions("play", FIELDS, { name: "lobby" });
		expect(value).toEqual({ name: "lobby", volume: 0.5, limit: 10 });
		expect(unknown).toEqual([]);
	});

	it("are refused with their name, what was given and what it may be", () => {
		expect(faultOf({ name: "a", volume: 2 })).toBe("play: volume is 2; it must be a number from 0 to 1");
		expect(faultOf({ name: "a", volume: 0 / 0 })).toBe(
			"play: volume is not a number (NaN); it must be a number from 0 to 1",
		);
		expect(faultOf({})).toBe("play: name is missing; it must be a non-empty string");
		expect(faultOf({ name: "  " })).toBe('play: name is "  "; it must be a non-empty string');
		expect(faultOf("loud")).toBe('play: options is "loud"; it must be a table');
	});

	it("are named with their path where they stand inside others", () => {
		expect(faultOf({ name: "a", pace: { perMinute: 0.5 } })).toBe(
			"play: pace.perMinute is 0.5; it must be a whole number from 1",
		);
		const { unknown } = readOptions("play", FIELDS, { name: "a", pace: { perMinut: 2 } });
		expect(unknown).toEqual(["play: pace.perMinut is not an option; did you mean perMinute?"]);
	});

	it("of our own raise for a misspelled name before they ask what is missing", () => {
		expect(() => ownOptions("play", FIELDS, { nme: "lobby" })).toThrow(
			"play: nme is not an option; did you mean name?",
		);
	});

	it("of the official SDK raise its words and take unknown names", () => {
		expect(() => officialOptions("play", FIELDS, { name: "a", limit: "many" })).toThrow("limit must be a number");
		expect(officialOptions("play", FIELDS, { name: "a", limit: 7.9, colour: "red" }).limit).toBe(7);
	});
});
