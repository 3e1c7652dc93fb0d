import { describe, expect, it } from "@rbxts/jest-globals";

import { createHeldBook, enter, heldDocument, heldFor, override } from "./members";

describe("held zones", () => {
	it("the last word counts, for one or for all", () => {
		const book = createHeldBook();
		override(book, "boss", "1");
		override(book, "cutscene");
		expect(heldFor(book, "1").o).toBe("cutscene");
		expect(heldFor(book, "2").o).toBe("cutscene");
		override(book, undefined, "1");
		expect(heldFor(book, "1").o).toBe(undefined);
		expect(heldFor(book, "2").o).toBe("cutscene");
		override(book, undefined);
		expect(heldFor(book, "2").o).toBe(undefined);
	});

	it("entered zones are listed the latest last, once each", () => {
		const book = createHeldBook();
		enter(book, "a", true);
		enter(book, "b", true, "1");
		enter(book, "a", true, "1");
		expect(heldFor(book, "1").e!.join(",")).toBe("b,a");
		enter(book, "a", false);
		expect(heldFor(book, "1").e!.join(",")).toBe("b");
		expect(heldFor(book, "9").e).toBe(undefined);
	});

	it("players are told only of those who differ from the rest", () => {
		const book = createHeldBook();
		override(book, "boss", "1");
		expect(heldDocument(book).p["1"]!.o).toBe("boss");
		override(book, "boss");
		const document = heldDocument(book);
		expect(next(document.p)[0]).toBe(undefined);
		expect(document.all.o).toBe("boss");
	});
});
