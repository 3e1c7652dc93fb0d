import assert from "node:assert/strict";
import { test } from "node:test";

import { type Change, nextVersion, readChange, withChanges } from "./changes.ts";

const minor: Change = { bump: "minor", text: "Zones have beds." };
const patch: Change = { bump: "patch", text: "A fade\nends." };
const major: Change = { bump: "major", text: "Gone." };

test("a change says how far the version moves, and a sentence", () => {
	assert.deepEqual(readChange(`---\n"@rbxts/audioscape": minor\n---\n\nZones have beds.\n`, "a.md"), minor);
	assert.throws(() => readChange("Zones have beds.", "a.md"), /^Error: a\.md: it begins with ---/);
	assert.throws(() => readChange(`---\n"@rbxts/audioscape": huge\n---\n\nx`, "a.md"), /patch\|minor\|major/);
	assert.throws(() => readChange(`---\n"@rbxts/audioscape": patch\n---\n\n`, "a.md"), /says nothing/);
});

test("the farthest change decides the version; before 1.0 what breaks moves the second number", () => {
	assert.equal(nextVersion("0.1.0", [patch, minor]), "0.2.0");
	assert.equal(nextVersion("0.1.0", [patch]), "0.1.1");
	assert.equal(nextVersion("0.1.0", [major]), "0.2.0");
	assert.equal(nextVersion("1.4.2", [major, patch]), "2.0.0");
});

test("changes go under the heading of their version, which is made where it is not there", () => {
	const made = withChanges(
		"# Changelog\n\nAll of it.\n\n## [0.1.0] - 2026-01-01\n\n- First.\n",
		"0.2.0",
		"2026-02-02",
		[minor, patch],
	);
	assert.equal(
		made,
		"# Changelog\n\nAll of it.\n\n## [0.2.0] - 2026-02-02\n\n- Zones have beds.\n- A fade\n  ends.\n\n## [0.1.0] - 2026-01-01\n\n- First.\n",
	);
	assert.match(withChanges(made, "0.2.0", "2026-03-03", [major]), / {2}ends\.\n- Gone\.\n\n## \[0\.1\.0\]/);
	assert.equal(
		withChanges("# Changelog\n", "0.1.0", "2026-01-01", [major]),
		"# Changelog\n## [0.1.0] - 2026-01-01\n\n- Gone.\n",
	);
});
