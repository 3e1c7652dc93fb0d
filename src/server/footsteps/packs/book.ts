import type { FootstepPack, SurfaceSource } from "../../../shared/footsteps/types";
import type { CatalogPort, Manifest, Problem, SfxTrack } from "../../catalog/port";
import type { PackTuning } from "../options";
import { mayPass, retryDelay } from "./retry";
import { createSlot, type Slot, type SlotContext } from "./slot";

/** What the book needs from its surroundings. */
export interface BookPorts {
	catalog: CatalogPort;
	manifest?: Manifest;
	/** @returns a cancel function */
	after: (seconds: number, fn: () => void) => () => void;
	/** A number in [0, 1). */
	random: () => number;
	/** A pack has changed. */
	changed: () => void;
}

/** All packs of one footsteps. */
export interface PackBook {
	readonly packs: Map<string, FootstepPack>;
	/** Asks for what is missing, everything at once; yields until all answers are in. @returns the first problem */
	resolve: () => Problem | undefined;
	/** Takes a sound that does not load out of all packs. @returns whether any pack had it */
	drop: (assetId: string) => boolean;
	destroy: () => void;
}

function nested(source: SurfaceSource, part: "land" | "jump"): SurfaceSource | undefined {
	return typeIs(source, "table") ? source[part] : undefined;
}

/** Makes the packs of all surfaces; what failed for a passing reason is asked again with growing pauses. */
export function createPackBook(
	ports: BookPorts,
	surfaces: Record<string, SurfaceSource>,
	tuning: PackTuning,
): PackBook {
	const context: SlotContext = {
		catalog: ports.catalog,
		manifest: ports.manifest,
		tuning,
		failed: new Set<string>(),
		rows: new Map<string, SfxTrack>(),
	};
	const packs = new Map<string, FootstepPack>();
	const slots: Slot[] = [];
	let asking: Promise<void> | undefined;
	let cancelRetry: (() => void) | undefined;
	let attempt = 0;
	let destroyed = false;

	function add(key: string, surface: string, source: SurfaceSource): FootstepPack {
		const slot = createSlot(context, key, surface, source);
		slots.push(slot);
		for (const part of ["land", "jump"] as const) {
			const inner = nested(source, part);
			if (inner !== undefined) slot.pack[part] = add(`${key}/${part}`, surface, inner);
		}
		return slot.pack;
	}

	for (const [surface, source] of pairs(surfaces)) packs.set(surface, add(surface, surface, source));
	slots.sort((a, b) => a.key < b.key);

	function firstProblem(): Problem | undefined {
		return slots.find(slot => slot.pack.problem !== undefined)?.pack.problem;
	}

	function scheduleRetry(): void {
		let wait: number | undefined;
		for (const { pack, settled } of slots) {
			if (settled || pack.problem === undefined || !mayPass(pack.problem)) continue;
			const own = retryDelay(attempt, ports.random(), pack.problem.retryAfter);
			wait = wait === undefined ? own : math.min(wait, own);
		}
		if (wait === undefined) {
			attempt = 0;
			return;
		}
		attempt += 1;
		cancelRetry = ports.after(wait, () => {
			cancelRetry = undefined;
			resolve();
		});
	}

	function askAll(): void {
		const missing = slots.filter(slot => !slot.settled);
		if (missing.isEmpty()) return;
		const asked = missing.map(
			slot =>
				new Promise<void>(done => {
					slot.resolve();
					done();
				}),
		);
		Promise.all(asked).await();
		if (destroyed) return;
		for (const slot of slots) slot.rebuild();
		ports.changed();
		scheduleRetry();
	}

	function resolve(): Problem | undefined {
		if (destroyed) return firstProblem();
		cancelRetry?.();
		cancelRetry = undefined;
		const current =
			asking ??
			new Promise<void>(done => {
				askAll();
				done();
			});
		asking = current;
		current.await();
		if (asking === current) asking = undefined;
		return firstProblem();
	}

	return {
		packs,
		resolve,
		drop: assetId => {
			if (destroyed || context.failed.has(assetId)) return false;
			if (!slots.some(slot => slot.uses(assetId))) return false;
			context.failed.add(assetId);
			for (const slot of slots) slot.rebuild();
			ports.changed();
			return true;
		},
		destroy: () => {
			destroyed = true;
			cancelRetry?.();
			cancelRetry = undefined;
		},
	};
}
