import { settle } from "../../shared/clock/settle";
import { createScope } from "../../shared/scope/scope";
import { createRandom } from "../../shared/variety/random";
import { resolveAssetId } from "../../shared/wire/asset-id";
import type { Problem } from "../../shared/wire/problem";
import type { AnalyticsPort } from "../analytics/port";
import type { AudioMetadataPort } from "../catalog/engine-audio";
import type { CatalogPort } from "../catalog/port";
import type { HttpPorts } from "../http/ports";
import { type AudioKind, createSourceBook, keyOf, type SourceBook } from "../sources";
import { createBankAsker } from "./ask";
import { createDescriber } from "./describe";
import { createGoneList } from "./gone-list";
import { soundBankMessages as messages } from "./messages";
import { type BankSettings, readSettings } from "./options";
import { createPickCounts, type Tell } from "./pick-counts";
import { createPool, type Pool } from "./pool";
import type { BankSound, SoundBank } from "./types";

/** What a bank is built on. */
export interface BankPorts {
	catalog: CatalogPort;
	analytics?: AnalyticsPort;
	metadata: AudioMetadataPort;
	clock: Pick<HttpPorts, "now" | "delay" | "spawn" | "random">;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };
type Shown = Omit<Writable<SoundBank>, "Pools"> & { Pools: Writable<SoundBank["Pools"]> };

/** The pools of a bank, and the book that asks for them. */
interface Pools {
	byName: Map<string, Pool>;
	book: SourceBook<AudioKind>;
	/** Asks for everything that is to be asked for; yields until all are answered. */
	resolve: () => void;
}

function createPools(
	ports: BankPorts,
	settings: BankSettings,
	tell: Tell,
	changed: (name: string, pool: Pool) => void,
) {
	const { kind, mode, poolSize, names, sources } = settings;
	const { clock } = ports;
	const gone = createGoneList(settings.forgetAfter);
	const random = createRandom(settings.rng);
	const byName = new Map<string, Pool>();
	const asker = createBankAsker({ catalog: ports.catalog, describe: createDescriber(clock, ports.metadata) }, settings);
	for (const name of names) byName.set(name, createPool({ settings, random, gone }, name, sources.get(name)!));

	const book = createSourceBook<AudioKind>({
		clock,
		random: () => clock.random(),
		ask: (source, count) => asker.ask(source, count),
		changed: key => {
			const held = book.get(key)!;
			for (const name of names) {
				const source = sources.get(name)!;
				if (keyOf(source) !== key) continue;
				const pool = byName.get(name)!;
				const from = pool.take(held, asker.noteOf(key));
				changed(name, pool);
				if (from === undefined) continue;
				const seed = source.kind === "similar" ? source.id : undefined;
				tell("audio_resolve", seed, { pool: name, source: from, pool_size: pool.record().assets.size(), mode, kind });
			}
		},
	});

	const pools: Pools = {
		byName,
		book,
		resolve: () => {
			book.hurry();
			for (const name of names) {
				const source = sources.get(name)!;
				if (source.kind === "assets") continue;
				book.want(source, source.kind === "playlist" ? math.huge : poolSize);
			}
			settle<true>(done => book.whenSettled(() => done(true)));
		},
	};
	return { pools, gone };
}

/** Makes a bank. Seeds are there at once; the rest comes with `resolveAsync`. */
export function createBank(ports: BankPorts, options: unknown): SoundBank {
	const settings = readSettings(options);
	const { kind, playerId, names } = settings;
	const { analytics, clock } = ports;
	const scope = createScope();
	const tell: Tell = (event, assetId, metadata) => {
		analytics?.track("createSoundBank", event, { assetId, playerId, metadata });
	};
	const { pools, gone } = createPools(ports, settings, tell, (name, pool) => show(name, pool));
	const counts = createPickCounts(analytics, kind, tell);

	function choose(name: string): BankSound | undefined {
		if (scope.isReleased()) return undefined;
		const sound = pools.byName.get(name)?.draw(clock.now());
		if (sound !== undefined) counts.add(sound.assetId);
		return sound;
	}

	function firstProblem(): Problem | undefined {
		for (const name of names) {
			const problem = bank.Pools[name]?.problem;
			if (problem !== undefined) return problem;
		}
		return undefined;
	}

	/** Once every pool was asked for, one that gets better later counts too. */
	let asked = false;

	function show(name: string, pool: Pool): void {
		bank.Pools[name] = pool.record();
		if (asked) bank.IsResolved = firstProblem() === undefined;
	}

	const bank: Shown = {
		Pools: {},
		IsResolved: false,
		resolveAsync() {
			if (scope.isReleased()) return $tuple(false, messages.destroyed, undefined);
			pools.resolve();
			if (scope.isReleased()) return $tuple(false, messages.destroyed, undefined);
			asked = true;
			const problem = firstProblem();
			bank.IsResolved = problem === undefined;
			return $tuple(bank.IsResolved, problem?.message, problem);
		},
		pick(name) {
			return choose(name)?.assetId;
		},
		choose(name) {
			return choose(name);
		},
		getPool(name) {
			return [...(bank.Pools[name]?.assets ?? [])];
		},
		reportUnavailable(input) {
			const assetId = resolveAssetId(input);
			if (assetId === undefined || scope.isReleased() || !gone.add(assetId, clock.now())) return false;
			tell("audio_unavailable", assetId, { kind });
			return true;
		},
		flushPickCounts() {
			counts.flush();
		},
		destroy() {
			scope.release();
			bank.Pools = {};
			bank.IsResolved = false;
		},
	};
	scope.own(pools.book);
	scope.own(counts);
	for (const [name, pool] of pools.byName) show(name, pool);
	return bank;
}
