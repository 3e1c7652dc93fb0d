import type { FootstepPack, PackSource, StepVariant, SurfaceSource } from "../../../shared/footsteps/types";
import { isFinite } from "../../../shared/sound/loudness";
import { invalidArgument } from "../../../shared/wire/invalid-argument";
import type { Problem } from "../../../shared/wire/problem";
import type { SfxTrack } from "../../../shared/wire/sfx";
import type { Manifest } from "../../catalog/port";
import type { Held, Source } from "../../sources";
import { type Candidate, matchEffects } from "../../sources/sounds";
import { footstepMessages as messages } from "../messages";
import type { PackTuning } from "../options";
import { askedSource, planText, readSurface, type SurfacePlan } from "./surface-source";

/** What the slots of one footsteps share. */
export interface SlotPorts {
	manifest?: Manifest;
	tuning: PackTuning;
	/** Assets that players' machines could not load. */
	failed: ReadonlySet<string>;
	/** Every row any answer held. */
	rows: Map<string, SfxTrack>;
	/** Whether a clip can be a step. */
	fits: (row: SfxTrack) => boolean;
}

/** One pack in the making: of a surface, or of a part of it. */
export interface Slot {
	/** `Grass`, `Grass/land`, `Grass/footwear/boots/wet`: its name in a manifest. */
	key: string;
	pack: FootstepPack;
	/** What has to be asked, and how many rows of it are wanted; `undefined` where there is nothing to ask. */
	wish?: { source: Source<"sfx">; count: number };
	/** Takes what is held of its source. */
	take: (held: Held<"sfx">) => void;
	/** Puts the pack together anew, after an asset failed or a row became known. */
	rebuild: () => void;
	uses: (assetId: string) => boolean;
}

/** What a pack says of where its sounds come from. */
const ORIGINS: Partial<Record<Source["kind"], PackSource>> = {
	similar: "similar",
	search: "search",
	assets: "assets",
	playlist: "playlist",
};

function sameSounds(a: ReadonlyArray<StepVariant>, b: ReadonlyArray<StepVariant>): boolean {
	return a.size() === b.size() && a.every((one, i) => one.assetId === b[i]!.assetId && one.row === b[i]!.row);
}

function emptyPack(surface: string, input: SurfaceSource): FootstepPack {
	const gain = typeIs(input, "table") ? input.gain : undefined;
	return { surface, source: "seed-only", variants: [], gain: isFinite(gain) && gain >= 0 ? gain : 1 };
}

/** What a bake wrote for a surface, if it was baked from the same source. */
function bakedRows(ports: SlotPorts, key: string, plan: SurfacePlan): ReadonlyArray<SfxTrack> | undefined {
	const entry = ports.manifest?.packs?.[key];
	if (entry === undefined || (plan.hero !== undefined && (entry.hero ?? plan.hero) !== plan.hero)) return undefined;
	if (entry.source !== undefined && entry.source !== planText(plan)) return undefined;
	for (const row of entry.variants) ports.rows.set(row.asset_id, row);
	const rows = entry.variants.filter(ports.fits);
	// A hero alone was not found by any bake.
	return rows.some(row => row.asset_id !== plan.hero) ? rows : undefined;
}

/** A failure in the words of a surface. */
function worded(key: string, { problem, nothing, raised }: Held<"sfx">): Problem | undefined {
	if (problem === undefined) return undefined;
	const message = nothing
		? messages.nothingFound(key)
		: raised !== undefined
			? messages.raised(key, raised)
			: undefined;
	return message !== undefined ? { ...problem, message, endpoint: "createFootsteps" } : problem;
}

/** A surface whose source is invalid: it has no sounds, and says why. */
function mistaken(key: string, pack: FootstepPack, why: string): Slot {
	pack.problem = invalidArgument("createFootsteps", messages.badSource(key, why));
	return { key, pack, take: () => {}, rebuild: () => {}, uses: () => false };
}

/** Makes the slot of one source. The pack is playable from the start where its hero is known. */
export function createSlot(ports: SlotPorts, key: string, surface: string, input: SurfaceSource): Slot {
	const pack = emptyPack(surface, input);
	const [plan, why] = readSurface(input);
	if (plan === undefined) return mistaken(key, pack, why!);
	const { source, hero } = plan;
	const all = source.kind === "assets" || source.kind === "playlist";
	const wanted = all ? math.huge : (plan.variants ?? ports.tuning.variants);
	const heroes: ReadonlyArray<string> = hero !== undefined ? [hero] : [];
	let candidates = (source.kind === "assets" ? source.ids : heroes).map((assetId): Candidate => ({ assetId }));

	/** The first wanted ones that can be played; the others are spares. */
	function assemble(): void {
		const playable = candidates.filter(({ assetId }) => !ports.failed.has(assetId));
		// Something has to be there to be tried again: the hero, or what was found first.
		if (playable.isEmpty() && !candidates.isEmpty()) playable.push(candidates[0]!);
		const used = playable.filter((_, index) => index < wanted);
		const known = used.map(({ assetId, row }) => ({ assetId, row: row ?? ports.rows.get(assetId) }));
		const variants = matchEffects(known, hero);
		// Bags stay dealt as long as the list is the same.
		if (!sameSounds(pack.variants, variants)) pack.variants = variants;
	}

	function use(rows: ReadonlyArray<SfxTrack>): void {
		const found = rows.map((row): Candidate => ({ assetId: row.asset_id, row }));
		if (source.kind !== "similar") candidates = found;
		else candidates = [{ assetId: source.id }, ...found.filter(({ assetId }) => assetId !== hero)];
	}

	const slot: Slot = {
		key,
		pack,
		take: held => {
			pack.problem = worded(key, held);
			pack.source = (held.problem === undefined ? ORIGINS[source.kind] : undefined) ?? "seed-only";
			if (!held.rows.isEmpty()) use(held.rows);
			assemble();
		},
		rebuild: assemble,
		uses: assetId => pack.variants.some(variant => variant.assetId === assetId),
	};
	const baked = bakedRows(ports, key, plan);
	if (baked !== undefined) {
		use(baked);
		pack.source = "manifest";
	} else if (source.kind === "assets") pack.source = "assets";
	else if (source.kind === "similar" && wanted <= 1) pack.source = "similar";
	else slot.wish = { source: askedSource(plan, ports.tuning), count: source.kind === "similar" ? wanted - 1 : wanted };
	assemble();
	return slot;
}
