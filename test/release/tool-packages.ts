import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

import { compile } from "../../scripts/compile.ts";
import { rojoBuild } from "../../scripts/rojo.ts";
import { stagePackages } from "../../scripts/stage-packages.ts";
import { freshFolder, ROOT, run } from "./package-fixtures.ts";

/** Packs the packages of the tools as they are published. @returns the tarballs by name */
export async function packTools(): Promise<Record<string, string>> {
	assert.notEqual(await compile("model"), "failed");
	assert.equal(rojoBuild(), 0);
	const dir = freshFolder({ ".keep": "" });
	const stages = await stagePackages(path.join(dir, "packages"));
	const packed = stages.map(stage => {
		const [answer] = JSON.parse(run("npm", ["pack", stage, "--json"], dir)) as [{ name: string; filename: string }];
		return [answer.name, path.join(dir, answer.filename)];
	});
	return Object.fromEntries(packed) as Record<string, string>;
}

const { dependencies } = JSON.parse(readFileSync(path.join(ROOT, "tools", "headless", "package.json"), "utf8")) as {
	dependencies: Record<string, string>;
};

/** What the packages depend on, besides each other. */
export const PACKED_PARTS: readonly string[] = Object.keys(dependencies);

/**
 * A folder in which these were installed without the network. What they depend on is packed of this checkout's own
 * packages, which are what the lock file says.
 */
export function installed(tarballs: readonly string[], files: Record<string, string> = {}): string {
	const dir = freshFolder({ "package.json": JSON.stringify({ name: "own-game", private: true }), ...files });
	const parts = freshFolder({ ".keep": "" });
	const folders = PACKED_PARTS.map(name => path.join(ROOT, "node_modules", name));
	const packed = JSON.parse(run("npm", ["pack", ...folders, "--json", "--ignore-scripts"], parts)) as {
		filename: string;
	}[];
	const own = packed.map(({ filename }) => path.join(parts, filename));
	run("npm", ["install", "--offline", "--no-audit", "--no-fund", "--no-save", ...tarballs, ...own], dir);
	return dir;
}

/** One line of a shell in a folder, away from the network as far as npm goes. */
export const shellIn = (dir: string) => (line: string) => {
	const done = spawnSync("sh", ["-c", line], {
		cwd: dir,
		encoding: "utf8",
		env: { ...process.env, npm_config_offline: "true", NO_COLOR: "1" },
	});
	return { status: done.status, stdout: done.stdout, stderr: done.stderr };
};
