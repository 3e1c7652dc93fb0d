import { describe, expect, it } from "@rbxts/jest-globals";

import { type Declared, inWordsOf, option, type Read, required, tableOf } from "../../shared/options/declare";
import { flag, number, text } from "../../shared/options/kinds";
import { editDistance, nearest } from "../../shared/options/nearest";
import { officialOptions, ownOptions, readOptions, warnOnce } from "../../shared/options/read";
import { shown } from "../../shared/options/shown";
import { callback, choice, either, exactly, instance, list, named } from "./kinds";
import { argument, checkMembers, optional } from "./members";

interface Inner {
	depth?: number;
	way?: "in" | "out";
}

interface Options {
	name: string;
	fade?: number | "auto";
	loud?: number | false;
	shape?: "box" | "ball";
	on?: boolean;
	group?: SoundGroup;
	tell?: (text: string) => void;
	inner?: Inner;
	ids?: ReadonlyArray<string>;
	rooms?: Record<string, Inner>;
	count?: number;
}

const inner = {
	depth: option(number({ from: 0 }), 2),
	way: option(choice("in", "out")),
} satisfies Declared<Inner>;

const fields = {
	name: required(text()),
	fade: option(either(choice("auto"), number({ from: 0, unit: "seconds" })), "auto"),
	loud: option(either(number({ unit: "LUFS" }), exactly(false)), -14),
	shape: option(choice("box", "ball"), "box"),
	on: option(flag, true),
	group: option(instance("SoundGroup")),
	tell: option(callback<(text: string) => void>("a function")),
	inner: option(tableOf<Inner>()("a table of depth and way", inner)),
	ids: option(list("a list of strings", text()), []),
	rooms: option(named("a table of rooms by name", tableOf<Inner>()("a table", inner)), {}),
	count: inWordsOf("count must be 1-9", option(number({ from: 1, to: 9, whole: true }), 1)),
} satisfies Declared<Options>;

const aText = option(text());
const oneWord = option(choice("in"));
const threeWords = option(choice("in", "out", "up"));
const faultOf = (input: unknown) => readOptions("make", fields, input).fault;

describe("the reader of options", () => {
	it("fills in what is left out, and reads the rest as it is meant", () => {
		const read: Read<typeof fields> = ownOptions("make", fields, { name: "a", fade: 2, loud: false, inner: {} });
		expect(read).toEqual({
			name: "a",
			fade: 2,
			loud: false,
			shape: "box",
			on: true,
			inner: { depth: 2 },
			ids: [],
			rooms: {},
			count: 1,
		});
	});

	const wrong: Array<[input: unknown, sentence: string]> = [
		[5, "make: options is 5; it must be a table"],
		[undefined, "make: name is missing; it must be a non-empty string"],
		[{ name: " " }, 'make: name is " "; it must be a non-empty string'],
		[{ name: "\xff" }, "make: name is bytes that are not text; it must be a non-empty string"],
		[{ name: "a", fade: -1 }, 'make: fade is -1; it must be "auto" or seconds from 0'],
		[{ name: "a", fade: "atuo" }, 'make: fade is "atuo"; it must be "auto" or seconds from 0; did you mean "auto"?'],
		[{ name: "a", fade: 0 / 0 }, 'make: fade is not a number (NaN); it must be "auto" or seconds from 0'],
		[{ name: "a", loud: true }, "make: loud is true; it must be LUFS or false"],
		[{ name: "a", shape: "bal" }, 'make: shape is "bal"; it must be "box" or "ball"; did you mean "ball"?'],
		[{ name: "a", group: new Instance("Folder") }, "make: group is a Folder; it must be a SoundGroup"],
		[{ name: "a", tell: "x" }, 'make: tell is "x"; it must be a function'],
		[{ name: "a", inner: 1 }, "make: inner is 1; it must be a table of depth and way"],
		[{ name: "a", inner: { depth: math.huge } }, "make: inner.depth is inf; it must be a number from 0"],
		[{ name: "a", ids: { a: 1 } }, "make: ids is a table; it must be a list of strings"],
		[{ name: "a", ids: ["b", 5] }, "make: ids[2] is 5; it must be a non-empty string"],
		[{ name: "a", rooms: { hall: { way: "up" } } }, 'make: rooms.hall.way is "up"; it must be "in" or "out"'],
		[{ name: "a", rooms: [{}] }, "make: a name in rooms is 1; it must be a non-empty string"],
		[{ name: "a", count: 1.5 }, "make: count is 1.5; it must be a whole number from 1 to 9"],
	];
	for (const [input, sentence] of wrong) {
		it(`says: ${sentence}`, () => {
			expect(faultOf(input)).toBe(sentence);
		});
	}

	const unknown: Array<[input: object, sentence: string]> = [
		[{ nmae: 1 }, "make: nmae is not an option; did you mean name?"],
		[{ Shape: 1 }, "make: Shape is not an option; did you mean shape?"],
		[{ name: "a", rooms: { hall: { deapth: 1 } } }, "make: rooms.hall.deapth is not an option; did you mean depth?"],
		[{ name: "a", inner: { elsewhere: 1 } }, "make: inner.elsewhere is not an option; options: depth, way"],
		[["a"], "make: 1 is not an option; options: count, fade, group, ids, inner, loud, name, on, rooms, shape, tell"],
	];
	for (const [input, sentence] of unknown) {
		it(`notices the name: ${sentence}`, () => {
			expect(readOptions("make", fields, input).unknown[0]).toBe(sentence);
			expect(() => ownOptions("make", fields, input)).toThrow(sentence);
		});
	}

	it("warns once of unknown names where a game must not stop, and raises the official words there", () => {
		expect(officialOptions("makeOfficial", fields, { name: "a", looops: 1 }).name).toBe("a");
		expect(() => officialOptions("makeOfficial", fields, { name: "a", count: 0 })).toThrow("count must be 1-9");
	});

	it("says a warning once", () => {
		const said: string[] = [];
		for (const _ of $range(1, 3)) warnOnce("something odd", text => said.push(text));
		expect(said).toEqual(["[AudioScape] something odd"]);
	});

	it("does not compile where a declaration and its interface differ", () => {
		type Fits<D> = D extends Declared<Inner> ? (keyof D extends keyof Inner ? true : false) : false;
		type Same = typeof inner;
		type Text = Omit<Same, "depth"> & { depth: typeof aText };
		const fits: [
			Fits<Same>,
			Fits<Pick<Same, "depth">>,
			Fits<Same & { depht: Same["depth"] }>,
			Fits<Text>,
			Fits<Omit<Same, "way"> & { way: typeof oneWord }>,
			Fits<Omit<Same, "way"> & { way: typeof threeWords }>,
		] = [true, false, false, false, false, false];
		expect([fits.size(), aText, oneWord, threeWords].size()).toBe(4);
	});
});

describe("the arguments of methods", () => {
	interface Thing {
		place(name: string, times?: number): string;
	}
	const thing = (): Thing =>
		checkMembers<Thing>(
			"thing",
			{ place: [argument("name", text()), optional("times", number({ from: 1 }))] },
			{
				place(name, times) {
					return `${name} ${times ?? 1}`;
				},
			},
		);

	it("reach the method when they are valid", () => {
		expect(thing().place("a", 2)).toBe("a 2");
		expect(thing().place("a")).toBe("a 1");
	});

	it("are refused by name when they cannot", () => {
		expect(() => thing().place(5 as never)).toThrow("thing:place: name is 5; it must be a non-empty string");
		expect(() => thing().place("a", 0)).toThrow("thing:place: times is 0; it must be a number from 1");
	});

	it("are told apart from a call with a dot", () => {
		const { place } = thing() as unknown as { place: (name: string) => void };
		expect(() => place("a")).toThrow("name is missing; it must be a non-empty string. Was it called with a dot");
	});
});

describe("the nearest name", () => {
	const known = ["crossfade", "volume", "query", "zones", "soundGroup", "rng"];
	for (const [wanted, meant] of [
		["crosfade", "crossfade"],
		["volum", "volume"],
		["querry", "query"],
		["qurey", "query"],
		["zone", "zones"],
		["sound_group", "soundGroup"],
		["VOLUME", "volume"],
		["seeds", undefined],
		["", undefined],
		[string.rep("volume", 1e4), undefined],
		[5, undefined],
	] as Array<[unknown, string | undefined]>) {
		it(`to ${shown(wanted)} is ${meant ?? "none"}`, () => {
			expect(nearest(wanted, known)).toBe(meant);
		});
	}

	it("counts a swap of neighbours as one edit", () => {
		expect([editDistance("abc", "acb"), editDistance("", "abc"), editDistance("kitten", "sitting")]).toEqual([1, 3, 3]);
	});
});

describe("a value in a sentence", () => {
	const part = new Instance("Part");
	for (const [value, words] of [
		[undefined, "missing"],
		["a", '"a"'],
		[string.rep("é", 30), `"${string.rep("é", 20)}..."`],
		["\xff\xfe", "bytes that are not text"],
		[0 / 0, "not a number (NaN)"],
		[-math.huge, "-inf"],
		[part, "a Part"],
		[new Instance("Attachment"), "an Attachment"],
		[Enum.Material.Grass, "Enum.Material.Grass"],
		[new Vector3(), "a Vector3"],
		[{}, "a table"],
		[print, "a function"],
	] as Array<[unknown, string]>) {
		it(`reads ${words}`, () => {
			expect(shown(value)).toBe(words);
		});
	}
});
