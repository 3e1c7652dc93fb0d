import { settle } from "../../shared/clock/settle";
import { createRandom } from "../../shared/variety/random";
import type { AnalyticsPort } from "../analytics/port";
import type { AudioMetadataPort } from "../catalog/engine-audio";
import { type CatalogPort, type Problem, resolveAssetId } from "../catalog/port";
import { together } from "../catalog/together";
import type { HttpPorts } from "../http/ports";
import { type Asked, askFor, type AskPorts } from "./ask";
import { buildSounds, type Found } from "./build";
import { createDescriber } from "./describe";
import { createDrawer, type Drawer } from "./drawer";
import { createGoneList } from "./gone-list";
import { soundBankMessages as messages } from "./messages";
import { type Plan, readSettings } from "./options";
import type { BankSound, SoundBank, SoundBankPool } from "./types";

/** What a bank is built on. */
export interface BankParts {
	catalog: CatalogPort;
	analytics?: AnalyticsPort;
	metadata: AudioMetadataPort;
	ports: Pick<HttpPorts, "now" | "delay" | "spawn">;
}

interface Slot {
	plan: Plan;
	drawer: Drawer;
	settled: boolean;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

const RANDOM_SEEDS = 2147483646;

function keyOf(plan: Plan): string | undefined {
	if (plan.kind === "seed") return `seed ${plan.assetId}`;
	return plan.kind === "playlist" ? `playlist ${plan.playlist}` : undefined;
}

/** Makes a bank. Seeds are there at once; the rest comes with `resolveAsync`. */
export function createBank({ catalog, analytics, metadata, ports }: BankParts, options: unknown): SoundBank {
	const settings = readSettings(options);
	const { kind, mode, playerId } = settings;
	const asking: AskPorts = { catalog, describe: createDescriber(ports, metadata) };
	const random = createRandom(settings.rng ?? math.random(1, RANDOM_SEEDS));
	const gone = createGoneList(settings.forgetAfter);
	const slots = new Map<string, Slot>();
	const counts = new Map<string, number>();
	let counting = false;
	let waiting: Array<() => void> | undefined;
	let destroyed = false;

	function track(event: string, assetId: string | undefined, more: Record<string, string | number | boolean>) {
		analytics?.track("createSoundBank", event, { assetId, playerId, metadata: more });
	}

	const round = analytics?.onRound(() => bank.flushPickCounts());

	function fill(name: string, slot: Slot, asked: Asked): void {
		const hero = slot.plan.kind === "seed" ? slot.plan.assetId : undefined;
		const sounds = buildSounds(kind, asked.found, hero);
		const pool: SoundBankPool = {
			name,
			seed_asset_id: hero,
			source: asked.source,
			assets: sounds.map(sound => sound.assetId),
			sounds,
			problem: asked.problem,
		};
		bank.Pools[name] = pool;
		slot.drawer.fill(sounds);
	}

	/** What is known without asking. */
	function begin(name: string, plan: Plan): void {
		const slot: Slot = { plan, drawer: createDrawer(settings.avoid, random, gone), settled: plan.kind === "assets" };
		slots.set(name, slot);
		const found: Found[] =
			plan.kind === "seed"
				? [{ assetId: plan.assetId }]
				: plan.kind === "assets"
					? askFor(asking, settings, plan).found
					: [];
		fill(name, slot, { source: plan.kind === "assets" ? "assets" : "none", found });
	}

	function take(name: string, slot: Slot, asked: Asked): void {
		const empty = asked.found.isEmpty() && asked.problem === undefined;
		const message = messages.nothingFound(name);
		const problem: Problem | undefined = empty
			? { kind: "not-found", message, endpoint: "createSoundBank", attempts: 0 }
			: asked.problem;
		slot.settled = problem === undefined;
		const before = bank.Pools[name];
		// What failed now was perhaps there before.
		if (problem !== undefined && before !== undefined && before.assets.size() > asked.found.size()) {
			bank.Pools[name] = { ...before, problem };
			return;
		}
		fill(name, slot, { ...asked, problem });
		if (problem !== undefined) return;
		const hero = slot.plan.kind === "seed" ? slot.plan.assetId : undefined;
		track("audio_resolve", hero, { pool: name, source: asked.source, pool_size: asked.found.size(), mode, kind });
	}

	/** Asks for everything that is not settled, at the same time, the same source once. */
	function resolveAll(): void {
		const answers = new Map<string, { plan: Plan; names: string[] }>();
		for (const name of settings.names) {
			const slot = slots.get(name)!;
			if (slot.settled) continue;
			const key = keyOf(slot.plan) ?? `own ${name}`;
			const group = answers.get(key) ?? { plan: slot.plan, names: [] };
			group.names.push(name);
			answers.set(key, group);
		}
		const jobs = new Array<() => void>();
		for (const [, { plan, names }] of answers) {
			jobs.push(() => {
				const [ok, asked] = pcall(() => askFor(asking, settings, plan));
				if (destroyed) return;
				for (const name of names) {
					const message = messages.raised(name, tostring(asked));
					const failed = (): Asked => ({
						source: "none",
						found: [],
						problem: { kind: "bad-response", message, endpoint: "createSoundBank", attempts: 0 },
					});
					take(name, slots.get(name)!, ok ? asked : failed());
				}
			});
		}
		together(ports, jobs);
	}

	function choose(name: string): BankSound | undefined {
		const sound = slots.get(name)?.drawer.draw(ports.now());
		if (sound === undefined || analytics === undefined) return sound;
		counts.set(sound.assetId, (counts.get(sound.assetId) ?? 0) + 1);
		if (!counting) {
			counting = true;
			round?.wake();
		}
		return sound;
	}

	const bank: Writable<SoundBank> = {
		Pools: {},
		IsResolved: false,
		resolveAsync() {
			if (destroyed) return $tuple(false, messages.destroyed, undefined);
			if (waiting !== undefined) {
				const line = waiting;
				settle<true>(done => line.push(() => done(true)));
			} else {
				waiting = [];
				resolveAll();
				const line = waiting;
				waiting = undefined;
				for (const go of line) go();
			}
			for (const name of settings.names) {
				const problem = bank.Pools[name]?.problem;
				if (problem !== undefined) return $tuple(false, problem.message, problem);
			}
			bank.IsResolved = !destroyed;
			return $tuple(bank.IsResolved, undefined, undefined);
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
			if (assetId === undefined || destroyed || !gone.add(assetId, ports.now())) return false;
			track("audio_unavailable", assetId, { kind });
			return true;
		},
		flushPickCounts() {
			counting = false;
			for (const [assetId, count] of counts) track("audio_pick", assetId, { count, kind });
			counts.clear();
		},
		destroy() {
			if (destroyed) return;
			bank.flushPickCounts();
			destroyed = true;
			round?.remove();
			slots.clear();
			bank.Pools = {};
			bank.IsResolved = false;
		},
	};
	for (const name of settings.names) begin(name, settings.plans.get(name)!);
	return bank;
}
