import type { ClipFacts } from "../render/types.ts";
import type { LevelOutcome, LevelRow } from "../report/types.ts";
import type { Ledger } from "./ledger.ts";
import type { KnownAsset } from "./tap.ts";

/** The product lets no peak that it knows come above this, in dBTP. */
const CEILING = -1;
/** Differences below this are not heard. */
const NEAR = 0.5;
const ORDER = { radio: 0, zone: 1, step: 2, other: 3 } as const;

const toDb = (gain: number): number => 20 * Math.log10(Math.max(gain, 1e-6));

/** Whether it came to its target, and what kept it from there. */
function outcomeOf(before: number, after: number, target: number, peak: number | undefined): LevelOutcome {
	if (Math.abs(after - target) < NEAR) return "on target";
	if (after > target) return "above its target";
	if (peak !== undefined && peak + after - before > CEILING - NEAR) return "capped by its peak";
	return "not heard in full: far off, faded or ducked";
}

/** How loud each sound was as uploaded, and how loud it was heard at the loudest. */
export function levelRows(
	ledger: Ledger,
	assets: ReadonlyMap<string, KnownAsset>,
	clips: Readonly<Record<string, ClipFacts>>,
	zoneOf: ReadonlyMap<string, string>,
): LevelRow[] {
	const rows = new Map<string, { row: LevelRow; peak: number | undefined }>();
	const note = (id: string, role: LevelRow["role"], gain: number, target?: number): void => {
		const known = assets.get(id);
		if (known?.level === undefined || gain <= 0) return;
		const { title, level: before } = known;
		const after = before + toDb(gain);
		const key = `${role}:${id}`;
		const last = rows.get(key);
		if (last !== undefined && last.row.after >= after) return;
		// A bed is a sound effect under the music: no loudness is asked of it.
		const isMusic = role !== "step" && clips[id]?.kind !== "effect";
		const goal = isMusic && target !== undefined ? { target } : {};
		rows.set(key, {
			row: { title, role, unit: isMusic ? "LUFS" : "dBTP", before, after, ...goal },
			peak: clips[id]?.peak,
		});
	};
	for (const span of ledger.spans) {
		const loudest = span.gains.reduce((most, [, gain]) => Math.max(most, gain), 0);
		const of = span.role === "zone" ? `zone ${zoneOf.get(span.soundId)}` : (span.station ?? "");
		note(span.soundId, span.role, loudest, ledger.targets.get(of));
	}
	for (const step of ledger.steps) note(step.soundId, "step", step.gain);
	return [...rows.values()]
		.map(({ row, peak }) =>
			row.target === undefined ? row : { ...row, outcome: outcomeOf(row.before, row.after, row.target, peak) },
		)
		.sort((a, b) => ORDER[a.role] - ORDER[b.role] || b.before - a.before);
}
