/** Who tells of an asset: a player by `UserId`, or the server itself. */
export type Teller = number | "server";

/** What the machines say of one asset. */
export type Verdict = "unknown" | "alive" | "dead";

interface Load {
	outcomes: Map<Teller, "ready" | "failed">;
	/** Seconds as measured. */
	lengths: Map<Teller, number>;
	firstFailure?: number;
	why: string;
}

/** What the machines tell of assets: loaded, failed, how long. Time is an input. */
export type Loads = Map<string, Load>;

/** How long the others have to try after the first who failed. */
const GRACE_SECONDS = 2;
/** Plays as long as this where nobody knows better. */
const UNKNOWN_SECONDS = 180;
const AGREE_SECONDS = 0.25;

function loadOf(loads: Loads, assetId: string): Load {
	let load = loads.get(assetId);
	if (load === undefined) {
		load = { outcomes: new Map(), lengths: new Map(), why: "unknown" };
		loads.set(assetId, load);
	}
	return load;
}

/** A machine has the asset. @param length its seconds there; 0 is unknown */
export function assetLoaded(loads: Loads, assetId: string, teller: Teller, length = 0): void {
	const { outcomes, lengths } = loadOf(loads, assetId);
	outcomes.set(teller, "ready");
	if (length > 0) lengths.set(teller, length);
}

/** A machine could not load the asset. */
export function assetFailed(loads: Loads, assetId: string, teller: Teller, now: number, why: string): void {
	const load = loadOf(loads, assetId);
	load.outcomes.set(teller, "failed");
	load.firstFailure ??= now;
	load.why = why;
}

function count({ outcomes }: Load): LuaTuple<[ready: number, failed: number]> {
	let ready = 0;
	for (const [, outcome] of outcomes) if (outcome === "ready") ready += 1;
	return $tuple(ready, outcomes.size() - ready);
}

/** Dead when more failed than loaded among those who tried, once all of `machines` tried or some seconds passed. */
export function verdictOn(loads: Loads, assetId: string, machines: number, now: number): Verdict {
	const load = loads.get(assetId);
	if (load === undefined) return "unknown";
	const [ready, failed] = count(load);
	if (failed <= ready) return ready > 0 ? "alive" : "unknown";
	const isDue = ready + failed >= machines || now >= (load.firstFailure ?? now) + GRACE_SECONDS;
	return isDue ? "dead" : "unknown";
}

/** When a verdict that hangs in the balance falls. */
export function verdictDueAt(loads: Loads, assetId: string): number | undefined {
	const first = loads.get(assetId)?.firstFailure;
	return first !== undefined ? first + GRACE_SECONDS : undefined;
}

/** Why an asset did not load. */
export function whyFailed(loads: Loads, assetId: string): string {
	return loads.get(assetId)?.why ?? "unknown";
}

/** Whether any machine has it. */
export function isLoadedAnywhere(loads: Loads, assetId: string): boolean {
	const load = loads.get(assetId);
	return load !== undefined && count(load)[0] > 0;
}

/**
 * The length to reckon with: the catalog's, unless it knows none or most machines agree on another.
 *
 * @param known seconds by the catalog
 */
export function lengthToReckon(loads: Loads, assetId: string, known: number | undefined, machines: number): number {
	const measured = loads.get(assetId)?.lengths ?? new Map<Teller, number>();
	const most = math.max(measured.size(), known !== undefined ? machines : 0);
	for (const [, seconds] of measured) {
		let agreeing = 0;
		for (const [, other] of measured) if (math.abs(other - seconds) <= AGREE_SECONDS) agreeing += 1;
		if (agreeing * 2 <= most) continue;
		return known !== undefined && math.abs(seconds - known) <= AGREE_SECONDS ? known : seconds;
	}
	return known ?? UNKNOWN_SECONDS;
}

/** A machine has gone, and what it said of loading with it. */
export function tellerLeft(loads: Loads, teller: Teller): void {
	for (const [, { outcomes }] of loads) outcomes.delete(teller);
}

/** Forgets every asset but these. */
export function keepLoads(loads: Loads, assetIds: ReadonlyArray<string>): void {
	const wanted = new Set(assetIds);
	for (const [assetId] of loads) if (!wanted.has(assetId)) loads.delete(assetId);
}
