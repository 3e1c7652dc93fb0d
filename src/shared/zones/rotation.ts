/** A track ready to be played. */
export interface ResolvedTrack {
	id: string;
	/** Linear, levelled. */
	gain: number;
	/** The most that gain and volumes may make together. */
	most?: number;
	/** Seconds, where the catalog knows. */
	duration?: number;
	artist?: string;
}

/** The small playlist of one zone. */
export interface Rotation {
	/** The track that is on, chosen on first use. `undefined` while there are none. */
	current: () => ResolvedTrack | undefined;
	/** What comes after, without moving on. */
	peek: () => ResolvedTrack | undefined;
	/** Moves on. */
	advance: () => ResolvedTrack | undefined;
	/** Makes a track the current one, for music that plays on from elsewhere. @returns whether it is in the rotation */
	adopt: (id: string) => boolean;
	/** An asset does not load, or not yet: a spare takes its place, else the others go on without it. */
	drop: (id: string) => void;
	/** Takes new tracks, keeping the current one where it is still among them. */
	update: (tracks: ReadonlyArray<ResolvedTrack>, size: number | undefined) => void;
	size: () => number;
}

/** Where a rotation stands. */
interface Turning {
	readonly random: () => number;
	readonly isDead: (id: string) => boolean;
	all: ReadonlyArray<ResolvedTrack>;
	/** Tracks in turn; the rest are spares. */
	wanted: number | undefined;
	active: ResolvedTrack[];
	/** What comes before all were heard. */
	bag: ResolvedTrack[];
	on: ResolvedTrack | undefined;
	/** What was dropped last: it may be late only, and has no turn before another one. */
	dropped: string | undefined;
}

/** Takes the best that load as those in turn. */
function choose(state: Turning): void {
	const { all } = state;
	const most = state.wanted ?? all.size();
	const active = new Array<ResolvedTrack>();
	for (const track of all) {
		if (active.size() >= most) break;
		if (track.id !== state.dropped && !state.isDead(track.id)) active.push(track);
	}
	// With nothing left that loads, trying again is better than silence.
	if (active.isEmpty()) for (const track of all) if (active.size() < most) active.push(track);
	state.active = active;
	state.bag = state.bag.filter(track => active.some(held => held.id === track.id));
	const { on } = state;
	state.on = on !== undefined ? active.find(track => track.id === on.id) : undefined;
}

function refill(state: Turning): void {
	const bag = [...state.active];
	for (const i of $range(bag.size() - 1, 1, -1)) {
		const j = math.floor(state.random() * (i + 1));
		const swap = bag[i]!;
		bag[i] = bag[j]!;
		bag[j] = swap;
	}
	state.bag = bag;
}

/** Where the next track lies in the bag: one of another artist, else another one. */
function nextIndex(state: Turning): number {
	const { on } = state;
	// Only what plays is left: the next round begins.
	if (state.active.size() > 1 && state.bag.size() === 1 && state.bag[0]!.id === on?.id) state.bag = [];
	if (state.bag.isEmpty()) refill(state);
	if (on === undefined) return 0;
	const other = (track: ResolvedTrack) => track.id !== on.id;
	const byOther = (track: ResolvedTrack) => other(track) && (track.artist === undefined || track.artist !== on.artist);
	const best = state.bag.findIndex(byOther);
	return best !== -1 ? best : math.max(0, state.bag.findIndex(other));
}

/** The track that is on. The first of the answer fits best, so a zone begins with it. */
function current(state: Turning): ResolvedTrack | undefined {
	const first = state.active[0];
	if (state.on !== undefined || first === undefined) return state.on;
	state.on = first;
	if (state.bag.isEmpty()) refill(state);
	state.bag = state.bag.filter(track => track.id !== first.id);
	return first;
}

function advance(state: Turning): ResolvedTrack | undefined {
	if (state.active.size() < 2) state.on ??= state.active[0];
	else {
		const at = nextIndex(state);
		state.on = state.bag.remove(at);
	}
	return state.on;
}

/**
 * Every track once before any comes again, none twice in a row across the seam, and no artist twice in a row where
 * another is to be had.
 *
 * @param random returns 0 to 1
 * @param isDead whether this machine cannot have an asset, by all it knows
 */
export function createRotation(random: () => number, isDead: (id: string) => boolean): Rotation {
	const state: Turning = {
		random,
		isDead,
		all: [],
		wanted: undefined,
		active: [],
		bag: [],
		on: undefined,
		dropped: undefined,
	};
	return {
		current: () => current(state),
		peek: () => {
			if (state.active.size() < 2) return state.on ?? state.active[0];
			const at = nextIndex(state);
			return state.bag[at];
		},
		advance: () => advance(state),
		adopt: id => {
			const found = state.active.find(track => track.id === id);
			if (found === undefined) return false;
			state.on = found;
			state.bag = state.bag.filter(track => track.id !== id);
			return true;
		},
		drop: id => {
			state.dropped = id;
			choose(state);
		},
		update: (tracks, size) => {
			state.all = tracks;
			state.wanted = size;
			state.dropped = undefined;
			choose(state);
		},
		size: () => state.active.size(),
	};
}
