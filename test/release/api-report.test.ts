import assert from "node:assert/strict";
import { test } from "node:test";

import { surfaceChanges } from "../../scripts/api-report.ts";
import { stalePages } from "../../scripts/reference.ts";

test("the method reference is what the declarations say (npm run reference)", () => {
	assert.deepEqual(stalePages(), []);
});

test("the public surface is the one that was agreed on (npm run api:update)", () => {
	assert.deepEqual(surfaceChanges(), []);
});
