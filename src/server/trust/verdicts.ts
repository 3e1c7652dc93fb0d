import { failedCount, type Jury } from "./jury";

/** An asset that was left out because it does not load. */
interface Verdict {
	/** How long it holds. */
	readonly seconds: number;
	readonly endsAt: number;
	/** How many said so. */
	readonly witnesses: number;
	/** How many had come by then. */
	readonly newcomers: number;
	/** It was lifted; remembered, as the next one holds longer. */
	isOver: boolean;
}

/** Which assets were left out, and until when. */
export interface Verdicts {
	readonly held: Map<string, Verdict>;
	/** Counts those who came. */
	newcomers: number;
}

/** Twice as long each time, from one to the other. */
const FIRST_SECONDS = 60;
const LONGEST_SECONDS = 3600;

/** A verdict that was lifted long ago makes the next one no longer. */
function tidy({ held }: Verdicts, now: number): void {
	for (const [assetId, { isOver, endsAt }] of held) {
		if (isOver && now >= endsAt + LONGEST_SECONDS) held.delete(assetId);
	}
}

/** The asset is left out from now on, and what was said of it is forgotten: it will be asked anew. */
export function condemn(jury: Jury, assetId: string, now: number): void {
	const { verdicts, claims } = jury;
	tidy(verdicts, now);
	const before = verdicts.held.get(assetId);
	const seconds = before === undefined ? FIRST_SECONDS : math.min(before.seconds * 2, LONGEST_SECONDS);
	verdicts.held.set(assetId, {
		seconds,
		endsAt: now + seconds,
		witnesses: math.max(1, failedCount(jury, assetId)),
		newcomers: verdicts.newcomers,
		isOver: false,
	});
	claims.delete(assetId);
}

/** Whether the asset is left out now. */
export function isCondemned({ verdicts }: Jury, assetId: string): boolean {
	return verdicts.held.get(assetId)?.isOver === false;
}

/** Somebody has come who was asked nothing yet. */
export function welcome({ verdicts }: Jury): void {
	verdicts.newcomers += 1;
}

/**
 * Assets that are worth another try: their time is over, or as many have come since as had condemned them, who may find
 * otherwise. Each is told once.
 */
export function takePardons({ verdicts }: Jury, now: number): string[] {
	const pardoned = new Array<string>();
	for (const [assetId, verdict] of verdicts.held) {
		if (verdict.isOver) continue;
		const isOutnumbered = verdicts.newcomers - verdict.newcomers >= verdict.witnesses;
		if (!isOutnumbered && now < verdict.endsAt) continue;
		verdict.isOver = true;
		// What a few said of it counts for nothing then.
		if (isOutnumbered) verdicts.held.delete(assetId);
		pardoned.push(assetId);
	}
	return pardoned;
}

/** When the next one is over. */
export function pardonDueAt({ verdicts }: Jury): number | undefined {
	let at = math.huge;
	for (const [, { isOver, endsAt }] of verdicts.held) if (!isOver) at = math.min(at, endsAt);
	return at < math.huge ? at : undefined;
}
