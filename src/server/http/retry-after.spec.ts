import { describe, expect, it } from "@rbxts/jest-globals";

import { parseRetryAfter } from "./retry-after";

const NOON = 1_767_268_800; // Thu, 01 Jan 2026 12:00:00 GMT

describe("Retry-After", () => {
	it("is seconds or a date", () => {
		expect(parseRetryAfter("2", NOON)).toBe(2);
		expect(parseRetryAfter(" 1.5 ", NOON)).toBe(1.5);
		expect(parseRetryAfter("Thu, 01 Jan 2026 12:00:30 GMT", NOON)).toBe(30);
	});

	it("is over when its date has passed", () => {
		expect(parseRetryAfter("Thu, 01 Jan 2026 11:00:00 GMT", NOON)).toBe(0);
	});

	it("is nobody's wish where it makes no sense", () => {
		for (const header of [
			"soon",
			"",
			"-5",
			"Thu, 41 Jan 2026 11:00:00 GMT",
			"1000000000",
			"Thu, 01 Jan 2126 12:00:00 GMT",
		])
			expect(parseRetryAfter(header, NOON)).toBeUndefined();
		expect(parseRetryAfter(undefined, NOON)).toBeUndefined();
	});
});
