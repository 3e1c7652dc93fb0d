import type { RandomSource } from "../../shared/variety/random";
import { createShuffleBag } from "../../shared/variety/shuffle-bag";
import type { Track } from "../../shared/wire/music";
import type { Problem } from "../../shared/wire/problem";
import type { SfxTrack } from "../../shared/wire/sfx";
import type { AudioKind, Held, Source } from "../sources";
import { type Candidate, matchEffects, matchMusic } from "../sources/sounds";
import type { SeedNote } from "./ask";
import type { GoneList } from "./gone-list";
import { soundBankMessages as messages } from "./messages";
import type { BankSettings } from "./options";
import type { BankSound, PoolSource, SoundBankPool } from "./types";

/** What a pool needs of its bank. */
export interface PoolPorts {
	settings: BankSettings;
	random: RandomSource;
	gone: GoneList;
}

/** One name of a bank: its sounds, and how they are drawn. */
export interface Pool {
	/** What games read. A pool that changes is another record. */
	record: () => SoundBankPool;
	/** Takes what is held of its source. @returns where its sounds come from, where that is news */
	take: (held: Held<AudioKind>, note: SeedNote | undefined) => PoolSource | undefined;
	/** The next sound; `undefined` of an empty pool. Nothing is allocated while the pool stays as it is. */
	draw: (now: number) => BankSound | undefined;
}

const same = (a: BankSound, b: BankSound): boolean => a.assetId === b.assetId;

function soundsOf({ kind, volume }: BankSettings, found: ReadonlyArray<Candidate<SfxTrack | Track>>, seed?: string) {
	const matched =
		kind === "sfx"
			? matchEffects(found as ReadonlyArray<Candidate<SfxTrack>>, seed)
			: matchMusic(found as ReadonlyArray<Candidate<Track>>);
	return matched.map(({ assetId, gain, most = math.huge, from, to, row }): BankSound => {
		return table.freeze({ assetId, gain: math.min(gain, most / volume), from, to, row });
	});
}

/** A failure in the words of a pool. A seed that nothing is like is no failure: it is its own pool. */
function problemOf(name: string, isSeed: boolean, held: Held<AudioKind>): Problem | undefined {
	const { problem, nothing, raised } = held;
	if (problem === undefined || (nothing && isSeed)) return undefined;
	const message = nothing
		? messages.nothingFound(name)
		: raised !== undefined
			? messages.raised(name, raised)
			: undefined;
	return message !== undefined ? { ...problem, message, endpoint: "createSoundBank" } : problem;
}

/** Makes a pool. What is known without asking, a seed or hand-picked ids, is in it from the start. */
export function createPool({ settings, random, gone }: PoolPorts, name: string, source: Source): Pool {
	const { mode, poolSize } = settings;
	const seed = source.kind === "similar" ? source.id : undefined;
	const bag = createShuffleBag<BankSound>(settings.avoid, random, same);
	let record: SoundBankPool;
	let usable: ReadonlyArray<BankSound> = [];
	let version = 0;
	let told: PoolSource | undefined;

	function sift(): void {
		const { sounds } = record;
		usable = sounds.filter(sound => !gone.has(sound.assetId));
		// With everything gone the seed is the best guess there is.
		if (usable.isEmpty() && !sounds.isEmpty()) usable = [sounds[0]!];
	}

	function fill(from: PoolSource, found: ReadonlyArray<Candidate<SfxTrack | Track>>, problem?: Problem): void {
		const sounds = soundsOf(settings, found, seed);
		const assets = sounds.map(sound => sound.assetId);
		record = { name, seed_asset_id: seed, source: from, assets, sounds, problem };
		sift();
	}

	/** The seed and its likes. One of a game's own may be private to it: a stand-in does not replace it. */
	function withSeed(likes: Array<Candidate<SfxTrack | Track>>, note: SeedNote | undefined) {
		const keep = mode === "extend" || note?.source !== "catalog" || likes.isEmpty();
		const own: Candidate<SfxTrack | Track> = { assetId: seed!, row: note?.row };
		return (keep ? [own, ...likes] : likes).filter((_, index) => index < poolSize);
	}

	const chosen = source.kind === "assets" ? source.ids : seed !== undefined ? [seed] : [];
	fill(
		source.kind === "assets" ? "assets" : "none",
		chosen.map(assetId => ({ assetId })),
	);

	return {
		record: () => record,
		take: (held, note) => {
			const problem = problemOf(name, seed !== undefined, held);
			const rows = held.rows.map((row): Candidate<SfxTrack | Track> => ({ assetId: row.asset_id, row }));
			if (problem !== undefined && rows.isEmpty()) {
				record = { ...record, problem };
				return undefined;
			}
			const from = seed !== undefined ? (note?.source ?? "none") : source.kind === "playlist" ? "playlist" : "search";
			const most = source.kind === "playlist" ? math.huge : poolSize;
			fill(from, seed !== undefined ? withSeed(rows, note) : rows.filter((_, index) => index < most), problem);
			if (problem !== undefined || told === from) return undefined;
			told = from;
			return from;
		},
		draw: now => {
			const latest = gone.version(now);
			if (latest !== version) {
				version = latest;
				sift();
			}
			return bag.draw(usable);
		},
	};
}
