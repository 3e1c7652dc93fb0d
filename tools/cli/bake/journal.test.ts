import assert from "node:assert/strict";
import { appendFileSync, existsSync, lstatSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";

import { folderOf } from "../testing/folder.ts";
import { openJournal } from "./journal.ts";

const HOUR = 3600 * 1000;

void describe("the answers of a bake on disk", () => {
	const asker = { api: "https://api.example.com", key: "secret-key", now: () => 100 * HOUR };
	const fresh = (): string => path.join(folderOf({}), "m.luau.answers");
	/** A journal that was left behind with one answer, and another on its way. */
	const left = (): string => {
		const file = fresh();
		openJournal(file, asker).add("POST /v1/search {}", { tracks: [] });
		return file;
	};

	void it("are there as soon as they are told, though nobody closes the file", () => {
		assert.deepEqual(openJournal(left(), asker).before, { "POST /v1/search {}": { tracks: [] } });
	});

	void it("survive a line that was cut off, and a second interruption", () => {
		const file = left();
		appendFileSync(file, '{"at":3600');
		openJournal(file, asker).add("GET /v1/browse ?type=top", { tracks: [] });
		assert.equal(Object.keys(openJournal(file, asker).before).length, 2);
	});

	void it("are those of the same API and the same key, and of today", () => {
		const file = left();
		assert.ok(!readFileSync(file, "utf8").includes("secret-key"));
		const known = (more: object): number => {
			const copy = fresh();
			writeFileSync(copy, readFileSync(file));
			return Object.keys(openJournal(copy, { ...asker, ...more }).before).length;
		};
		assert.deepEqual(
			[known({}), known({ key: "other" }), known({ api: "embedded" }), known({ now: () => 125 * HOUR })],
			[1, 0, 0, 0],
		);
	});

	void it("leave no file where there are none", () => {
		const file = fresh();
		openJournal(file, asker).close();
		assert.ok(!existsSync(file));
	});

	void it("never go through a link that somebody left in their place", () => {
		const file = fresh();
		const other = path.join(folderOf({ other: "mine" }), "other");
		symlinkSync(other, file);
		openJournal(file, asker).add("POST /v1/search {}", { tracks: [] });
		assert.equal(readFileSync(other, "utf8"), "mine");
		assert.ok(lstatSync(file).isFile());
	});
});
