import { describe, expect, it } from "@rbxts/jest-globals";

import { shown } from "./shown";

describe("a value in a sentence", () => {
	it("is readable, whatever it is", () => {
		expect(shown(undefined)).toBe("missing");
		expect(shown("loud")).toBe('"loud"');
		expect(shown(3.5)).toBe("3.5");
		expect(shown(0 / 0)).toBe("not a number (NaN)");
		expect(shown(false)).toBe("false");
		expect(shown({})).toBe("a table");
		expect(shown(() => {})).toBe("a function");
		expect(shown(Enum.Material.Grass)).toBe("Enum.Material.Grass");
		expect(shown(new Vector3())).toBe("a Vector3");
		expect(shown(new Instance("Part"))).toBe("a Part");
		expect(shown(new Instance("IntValue"))).toBe("an IntValue");
	});

	it("is cut at a whole character where it is long", () => {
		const cut = shown(`${string.rep("a", 39)}${string.rep("é", 500)}`);
		expect(cut).toBe(`"${string.rep("a", 39)}..."`);
		expect(utf8.len(cut)[0]).toBeDefined();
	});

	it("names bytes that are no text, and does not print them", () => {
		expect(shown("\xff\xfe")).toBe("bytes that are not text");
	});
});
