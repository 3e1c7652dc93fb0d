import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";

import { compareReflection, type Difference } from "./compare.ts";
import { EXPLAINED } from "./explained.ts";
import { hasLune, reflect } from "./lune.ts";
import { packDefaults } from "./update-defaults.ts";

const skip = hasLune() ? false : "Lune is not on this machine";
const row = ({ subject, theirs, ours }: Difference): string => `${subject}: ${theirs} there, ${ours} here`;

void describe("against the reflection that Lune carries", { skip }, () => {
	void it("every class, default, type and enum is the same, or the difference is explained", async () => {
		const differences = await compareReflection(reflect());
		const unexplained = differences.filter(({ subject }) => !EXPLAINED.some(({ subjects }) => subjects.test(subject)));
		assert.deepEqual(unexplained.map(row), []);
		const idle = EXPLAINED.filter(({ subjects }) => !differences.some(({ subject }) => subjects.test(subject)));
		assert.deepEqual(
			idle.map(({ subjects }) => String(subjects)),
			[],
			"an explanation that explains nothing",
		);
	});

	void it("the defaults that are kept are those of the reflection", () => {
		const kept = readFileSync(new URL("../schema/defaults.tsv", import.meta.url), "utf8");
		assert.equal(kept, `${packDefaults(reflect())}\n`);
	});
});
