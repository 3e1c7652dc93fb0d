import type { FootstepPack, PackSource, StepVariant, SurfaceSource } from "../../../shared/footsteps/types";
import { isFinite } from "../../../shared/sound/loudness";
import { plainText } from "../../../shared/wire/plain-text";
import type { CatalogPort, Manifest, Problem, SfxTrack } from "../../catalog/port";
import { footstepMessages } from "../messages";
import type { PackTuning } from "../options";
import { askFor, type Found } from "./ask";
import { buildVariants } from "./build";
import { addRows, type Candidate } from "./candidates";
import { heroOf, type Plan, planOf } from "./sources";

/** What the slots of one footsteps share. */
export interface SlotContext {
	catalog: CatalogPort;
	manifest?: Manifest;
	tuning: PackTuning;
	/** Assets that players' machines could not load. */
	failed: Set<string>;
	/** Every row any answer held. */
	rows: Map<string, SfxTrack>;
}

/** One pack in the making: of a surface, of its landing or of its jump. */
export interface Slot {
	/** `Grass`, `Grass/land`: its name in a manifest. */
	key: string;
	pack: FootstepPack;
	/** Whether there is nothing more to ask. */
	settled: boolean;
	/** Asks; yields. */
	resolve: () => void;
	/** Puts the pack together anew, after an asset failed or a row became known. @returns whether it changed */
	rebuild: () => boolean;
	uses: (assetId: string) => boolean;
}

const SOURCES: Record<Exclude<Plan["kind"], "bad">, PackSource> = {
	similar: "similar",
	search: "search",
	assets: "assets",
	playlist: "playlist",
};

function sameSounds(a: ReadonlyArray<StepVariant>, b: ReadonlyArray<StepVariant>): boolean {
	return a.size() === b.size() && a.every((one, i) => one.assetId === b[i]!.assetId && one.row === b[i]!.row);
}

function problemOf(kind: Problem["kind"], message: string): Problem {
	return { kind, message, endpoint: "createFootsteps", attempts: 0 };
}

/** What a bake wrote for a surface, if it was baked from the same source. */
function baked(context: SlotContext, key: string, plan: Plan, hero: string | undefined): Found | undefined {
	const entry = context.manifest?.packs?.[key];
	if (entry === undefined || (hero !== undefined && entry.hero !== undefined && entry.hero !== hero)) return undefined;
	if (entry.source !== undefined && entry.source !== plainText(plan)) return undefined;
	for (const row of entry.variants) context.rows.set(row.asset_id, row);
	const candidates: Candidate[] = hero !== undefined ? [{ assetId: hero }] : [];
	addRows(candidates, entry.variants, context.tuning.maxDuration);
	const counted = plan.kind === "similar" || plan.kind === "search" ? plan.variants : candidates.size();
	return candidates.isEmpty() ? undefined : { candidates, wanted: counted ?? context.tuning.variants };
}

/** Makes the slot of one source. The pack is playable from the start where its hero is known. */
export function createSlot(context: SlotContext, key: string, surface: string, source: SurfaceSource): Slot {
	const plan = planOf(source);
	const hero = heroOf(plan);
	const gain = typeIs(source, "table") ? source.gain : undefined;
	const known: Candidate[] = hero !== undefined ? [{ assetId: hero }] : [];
	const pack: FootstepPack = {
		surface,
		source: "seed-only",
		variants: [],
		gain: isFinite(gain) && gain >= 0 ? gain : 1,
	};
	let found: Found =
		plan.kind === "assets"
			? askFor(context.catalog, plan, context.tuning, () => {})
			: {
					candidates: known,
					wanted: 1,
				};

	function assemble(): void {
		pack.variants = buildVariants(
			found.candidates,
			found.wanted,
			context.failed,
			assetId => context.rows.get(assetId),
			hero,
		);
	}

	function take(answer: Found, source: PackSource): void {
		const short = plan.kind === "playlist" || answer.wanted > known.size();
		const lonely = short && answer.candidates.size() <= known.size();
		pack.problem = answer.problem ?? (lonely ? problemOf("not-found", footstepMessages.nothingFound(key)) : undefined);
		if (pack.problem === undefined || answer.candidates.size() > found.candidates.size()) found = answer;
		pack.source = pack.problem === undefined ? source : "seed-only";
		assemble();
	}

	const slot: Slot = {
		key,
		pack,
		settled: false,
		resolve: () => {
			if (plan.kind === "bad") {
				pack.problem = problemOf("invalid-argument", footstepMessages.badSource(key));
				slot.settled = true;
				return;
			}
			const kind = SOURCES[plan.kind];
			const [ok, answer] = pcall(() =>
				askFor(context.catalog, plan, context.tuning, rows => {
					for (const row of rows) context.rows.set(row.asset_id, row);
				}),
			);
			if (ok) take(answer, kind);
			else pack.problem = problemOf("bad-response", footstepMessages.raised(key, tostring(answer)));
			slot.settled = pack.problem === undefined;
		},
		rebuild: () => {
			const before = pack.variants;
			assemble();
			if (!sameSounds(before, pack.variants)) return true;
			pack.variants = before;
			return false;
		},
		uses: assetId => pack.variants.some(variant => variant.assetId === assetId),
	};

	const manifest = baked(context, key, plan, hero);
	if (manifest !== undefined) {
		take(manifest, "manifest");
		slot.settled = pack.problem === undefined;
	} else {
		assemble();
		if (plan.kind === "assets") {
			pack.source = "assets";
			slot.settled = true;
		}
	}
	return slot;
}
