import type { Standing, Teller } from "./standing";
import type { Verdicts } from "./verdicts";

/** What a machine says of an asset. */
export type Outcome = "ready" | "failed";

/** What the machines say of one asset. */
interface Claim {
	readonly outcomes: Map<Teller, Outcome>;
	/** Seconds as measured. */
	readonly lengths: Map<Teller, number>;
	/** Whose word was weighed against the majority's already. */
	readonly judged: Map<Teller, Outcome>;
	/** When the first of them spoke. */
	readonly since: number;
	/** Those who never say anything are not waited for any more. */
	isRipe: boolean;
	why: string;
}

/**
 * Those whose machines load the same assets, and what they say of them. Changed by the functions below and those of the
 * verdicts alone; time is an input. Whoever hears a claim sees to it that the asset was announced and is in use.
 */
export interface Jury {
	readonly standing: Standing;
	/** Whose machines load what is announced. */
	readonly members: Set<Teller>;
	/** Of those, who has told anything of loading. */
	readonly answered: Set<Teller>;
	readonly claims: Map<string, Claim>;
	readonly verdicts: Verdicts;
}

/** So long a machine may be silent that has never told anything: slow ones need it to load their first asset. */
const SILENT_SECONDS = 30;
/** One against one is no majority that says anything of anybody. */
const WITNESSES = 2;
/** Plays as long as this where nobody knows better. */
const UNKNOWN_SECONDS = 180;
const AGREE_SECONDS = 0.25;

/** Nobody is there, and nothing was said. */
export function createJury(standing: Standing): Jury {
	return {
		standing,
		members: new Set(),
		answered: new Set(),
		claims: new Map(),
		verdicts: { held: new Map(), newcomers: 0 },
	};
}

/** Somebody's machine loads what is announced from now on. */
export function seat({ members }: Jury, teller: Teller): void {
	members.add(teller);
}

/** It does no more, and what it said goes with it. */
export function unseat({ members, answered, claims }: Jury, teller: Teller): void {
	members.delete(teller);
	answered.delete(teller);
	for (const [, { outcomes, lengths, judged }] of claims) {
		outcomes.delete(teller);
		lengths.delete(teller);
		judged.delete(teller);
	}
}

/** What all those weigh whose word on an asset counts, by what they say; `silent` have not said anything yet. */
function weigh({ standing, members, answered }: Jury, { outcomes, isRipe }: Claim) {
	const weights = { ready: 0, failed: 0, silent: 0 };
	for (const [teller, outcome] of outcomes) weights[outcome] += standing.weightOf(teller);
	for (const teller of members) {
		if (outcomes.has(teller) || (isRipe && !answered.has(teller))) continue;
		weights.silent += standing.weightOf(teller);
	}
	return weights;
}

/** What over half of them say. */
function majorityOf(jury: Jury, claim: Claim): Outcome | undefined {
	const { ready, failed, silent } = weigh(jury, claim);
	if (failed > ready + silent) return "failed";
	return ready > failed + silent ? "ready" : undefined;
}

/** Whoever is at odds with the majority loses weight by it, once for each time of saying so. */
function judge(jury: Jury, claim: Claim): void {
	const majority = majorityOf(jury, claim);
	if (majority === undefined) return;
	const { outcomes, judged } = claim;
	let agreeing = 0;
	for (const [, outcome] of outcomes) if (outcome === majority) agreeing += 1;
	if (agreeing < WITNESSES) return;
	for (const [teller, outcome] of outcomes) {
		if (judged.get(teller) === outcome) continue;
		judged.set(teller, outcome);
		if (outcome === majority) jury.standing.confirm(teller);
		else jury.standing.contradict(teller);
	}
}

function claimOn({ claims }: Jury, assetId: string, now: number): Claim {
	let claim = claims.get(assetId);
	if (claim === undefined) {
		claim = {
			outcomes: new Map(),
			lengths: new Map(),
			judged: new Map(),
			since: now,
			isRipe: false,
			why: "unknown",
		};
		claims.set(assetId, claim);
	}
	return claim;
}

/** Somebody's machine tells of loading, of whatever asset. */
export function noteAnswer({ members, answered }: Jury, teller: Teller): void {
	if (members.has(teller)) answered.add(teller);
}

/** A machine has the asset. @param length its seconds there; 0 is unknown */
export function claimReady(jury: Jury, assetId: string, teller: Teller, now: number, length = 0): void {
	const claim = claimOn(jury, assetId, now);
	noteAnswer(jury, teller);
	claim.outcomes.set(teller, "ready");
	if (length > 0) claim.lengths.set(teller, length);
	judge(jury, claim);
}

/** A machine could not load the asset. */
export function claimFailed(jury: Jury, assetId: string, teller: Teller, now: number, why: string): void {
	const claim = claimOn(jury, assetId, now);
	noteAnswer(jury, teller);
	claim.outcomes.set(teller, "failed");
	claim.why = why;
	judge(jury, claim);
}

/** Time has passed: it is known by now who says nothing. */
export function ripen(jury: Jury, now: number): void {
	for (const [, claim] of jury.claims) {
		if (claim.isRipe || now < claim.since + SILENT_SECONDS) continue;
		claim.isRipe = true;
		judge(jury, claim);
	}
}

/** Whether over half of those who can say so could not load the asset. */
export function isFailed(jury: Jury, assetId: string): boolean {
	const claim = jury.claims.get(assetId);
	return claim !== undefined && majorityOf(jury, claim) === "failed";
}

/** When a question that hangs in the balance is looked at anew. */
export function ripeAt({ claims }: Jury, assetId: string): number | undefined {
	const claim = claims.get(assetId);
	if (claim === undefined || claim.isRipe) return undefined;
	for (const [, outcome] of claim.outcomes) if (outcome === "failed") return claim.since + SILENT_SECONDS;
	return undefined;
}

/** Why an asset did not load. */
export function whyFailed({ claims }: Jury, assetId: string): string {
	return claims.get(assetId)?.why ?? "unknown";
}

/** How many said that it does not load. */
export function failedCount({ claims }: Jury, assetId: string): number {
	let count = 0;
	for (const [, outcome] of claims.get(assetId)?.outcomes ?? new Map<Teller, Outcome>()) {
		if (outcome === "failed") count += 1;
	}
	return count;
}

/** Whether any machine has it. */
export function isLoadedAnywhere({ claims }: Jury, assetId: string): boolean {
	for (const [, outcome] of claims.get(assetId)?.outcomes ?? new Map<Teller, Outcome>()) {
		if (outcome === "ready") return true;
	}
	return false;
}

/**
 * The length to reckon with: the catalog's, unless it knows none or a majority measured another.
 *
 * @param known seconds by the catalog
 */
export function lengthToReckon(jury: Jury, assetId: string, known: number | undefined): number {
	const claim = jury.claims.get(assetId);
	if (claim !== undefined && !claim.lengths.isEmpty()) {
		const reckon = (seconds: number): number =>
			known !== undefined && math.abs(seconds - known) <= AGREE_SECONDS ? known : seconds;
		// What the server's own engine measured needs no majority; where it did not, it has no say.
		const measured = claim.lengths.get("server");
		if (measured !== undefined) return reckon(measured);
		const { ready, failed, silent } = weigh(jury, claim);
		const say = ready - (claim.outcomes.get("server") === "ready" ? jury.standing.weightOf("server") : 0);
		// Who could not load it cannot know its length.
		const most = known !== undefined ? say + failed + silent : say + silent;
		for (const [, seconds] of claim.lengths) {
			let agreeing = 0;
			for (const [teller, other] of claim.lengths) {
				if (math.abs(other - seconds) <= AGREE_SECONDS) agreeing += jury.standing.weightOf(teller);
			}
			if (agreeing * 2 <= most) continue;
			return reckon(seconds);
		}
	}
	return known ?? UNKNOWN_SECONDS;
}

/** Forgets what was said of every asset but these. */
export function keepClaims({ claims }: Jury, assetIds: ReadonlyArray<string>): void {
	const wanted = new Set(assetIds);
	for (const [assetId] of claims) if (!wanted.has(assetId)) claims.delete(assetId);
}
