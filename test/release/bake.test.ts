import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { GAME } from "../../tools/cli/bake/scene.ts";
import { command } from "../../tools/cli/testing/command.ts";
import { folderOf } from "../../tools/cli/testing/folder.ts";
import { type RecordedRequest, startContract } from "../../tools/contract/index.ts";

const BIN = path.resolve(import.meta.dirname, "../../tools/cli/bin.mjs");
const keyOf = ({ method, path: at, query, body }: RecordedRequest): string => JSON.stringify([method, at, query, body]);

void test("a bake that was killed in the middle is gone on with: nothing that was answered is asked again", async () => {
	const contract = await startContract({
		size: { tracks: 600, effects: 600 },
		faults: [{ kind: "hang", endpoint: "search", after: 1 }],
	});
	const game = folderOf(GAME);
	const out = path.join(game, "sound.manifest.luau");
	const line = ["bake", path.join(game, "game/sound.luau"), "--place", path.join(game, "default.project.json")];
	const argv = [...line, "--out", out, "--api", contract.url, "--key", "k"];
	try {
		const child = spawn(process.execPath, [BIN, ...argv], { stdio: "ignore" });
		while (contract.requests.filter(({ endpoint }) => endpoint === "search").length < 2) await sleep(20);
		child.kill("SIGKILL");
		await once(child, "close");
		const answered = contract.requests.filter(({ status }) => status === 200).map(keyOf);
		assert.ok(answered.length >= 3, String(answered.length));
		assert.ok(existsSync(`${out}.answers`) && !existsSync(out));
		contract.setFaults([]);
		const from = contract.requests.length;
		const { status, stdout, stderr } = await command(...argv);
		assert.equal(status, 0, stderr);
		assert.match(stdout, /answers of an earlier bake kept in /);
		const again = contract.requests.slice(from).map(keyOf);
		assert.deepEqual(
			again.filter(key => answered.includes(key)),
			[],
		);
		assert.ok(!existsSync(`${out}.answers`));
	} finally {
		await contract.close();
	}
});
