import assert from "node:assert/strict";

import { mixdown, RATE } from "../../tools/cli/mix/mixdown.ts";
import { clipFacts } from "../../tools/cli/render/clip-facts.ts";
import { createScore, createSketches, type Score, type Voice } from "../../tools/cli/render/index.ts";
import { Offline } from "../../tools/cli/testing/web-audio.ts";
import type { PlaceNode } from "../../tools/headless/place/index.ts";
import { runHeadless, type RunOptions } from "../../tools/headless/run/index.ts";
import { modelPlace } from "../node/model-place.ts";

/** What a player heard of some roles, from the first second of the run to the last. */
export interface Heard {
	readonly left: Float32Array;
	readonly right: Float32Array;
}

/** One place in the model where something is made wrong on purpose. */
export interface Sabotage {
	/** The end of a module's path. */
	readonly module: string;
	readonly from: string;
	readonly to: string;
}

/** The model with one thing in it made wrong. */
export function sabotaged({ module, from, to }: Sabotage): readonly PlaceNode[] {
	let found = 0;
	const through = (node: PlaceNode, path: string): PlaceNode => {
		const own = `${path}/${node.name}`;
		const children = node.children.map(child => through(child, own));
		if (!own.endsWith(module) || node.source?.includes(from) !== true) return { ...node, children };
		found += node.source.split(from).length - 1;
		return { ...node, children, source: node.source.replace(from, to) };
	};
	const place = modelPlace().map(node => through(node, ""));
	assert.equal(found, 1, `"${from}" stands ${found} times in ${module}`);
	return place;
}

type Row = { readonly asset_id: string | number } & Readonly<Record<string, unknown>>;

/** Plays a scene with one player, and keeps what is to be heard of it; what the rows say is how the files sound. */
export async function scoreOf(source: string, rows: readonly Row[], options: Partial<RunOptions>): Promise<Score> {
	const gathering = createScore();
	const { errors, output } = await runHeadless({
		place: modelPlace(),
		players: 1,
		latency: 0.05,
		seed: 1,
		keepTrace: false,
		...options,
		serverScripts: [{ name: "Main", source }],
		onTrace: line => gathering.take(line),
	});
	assert.equal(errors, 0, output.join("\n"));
	for (const row of rows)
		gathering.take({ t: 0, peer: "play", kind: "asset", id: String(row.asset_id), clip: clipFacts(row) });
	return gathering.score();
}

/** Renders what the player heard of these roles. */
export async function hear(score: Score, roles: ReadonlyArray<Voice["role"]>): Promise<Heard> {
	const own: Score = { ...score, voices: score.voices.filter(({ role }) => roles.includes(role)) };
	const length = Math.round(score.seconds * RATE);
	const [left, right] = [new Float32Array(length), new Float32Array(length)];
	let at = 0;
	for await (const piece of mixdown(own, createSketches(score.clips), Offline!, {
		player: 0,
		from: 0,
		to: score.seconds,
	})) {
		left.set(piece[0], at);
		right.set(piece[1], at);
		at += piece[0].length;
	}
	return { left, right };
}
