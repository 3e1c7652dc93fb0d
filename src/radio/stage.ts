import { CollectionService, Players } from "@rbxts/services";

import type { ExperienceCore } from "../catalog/port";
import { timebase } from "../sound/engine-timebase";
import type { Track } from "../wire/music";
import type { TrackStructure } from "../wire/structure";
import { createBallot } from "./ballot";
import { type FadePlan, type FadeSide, planFade, planSkip } from "./brain/fade-plan";
import { type PlaySlot, type QueueSlot, readReport, type StationDocument } from "./document";
import { createLengths } from "./lengths";
import { createProbe } from "./probe";
import { createServerOutput } from "./server-output";
import { createTimer } from "./timer";

/** A track with everything needed to put it on. */
export interface Entry {
	track: Track;
	reason: string;
	gain: number;
	structure?: TrackStructure;
}

/** What is on. */
export interface Playing extends Entry {
	n: number;
	/** Server time of position 0. */
	startedAt: number;
}

export interface StageOptions {
	name: string | undefined;
	crossfade: number | "auto";
	volume: number;
	soundGroup: SoundGroup | undefined;
	output: "players" | "server";
	sound: Sound | undefined;
	parent: Instance | undefined;
	/** What comes `index` tracks from now; 0 is next. */
	peek: (index: number) => Entry | undefined;
	/** The first of the queue goes on. */
	take: () => void;
	/** The second of the queue goes on before the first. */
	swapFirst: () => void;
	/** What is on has changed. */
	changed: (now: Playing | undefined) => void;
	/** An asset does not load: it must leave the queue. */
	failed: (entry: Entry, why: string) => void;
	/** What was on is over and nothing follows. */
	starved: () => void;
	/** A player said something about the track that is on. */
	voted: (player: Player, value: "skip" | "up" | "down") => void;
	/** The game's own Sound was destroyed. */
	soundGone: () => void;
}

/** Puts tracks on: when one gives way to the next, what players are told, and what is done about assets that do not load. */
export interface Stage {
	readonly topic: string;
	/** Wants the first of the queue on air now. */
	advance(): void;
	stop(): void;
	pause(): void;
	resume(): void;
	setVolume(volume: number, seconds: number): void;
	/** Whether a track is wanted on air that is not loaded yet. */
	waiting(): boolean;
	/** The queue, a length or a structure changed. */
	refresh(): void;
	now(): Playing | undefined;
	position(): number | undefined;
	/** Where the current track will be left, in seconds of it. */
	length(): number | undefined;
	sound(): Sound | undefined;
	destroy(): void;
}

/** Silence or a slow load is waited for this long before something else is tried. */
const PATIENCE_SECONDS = 4;
/** An asset that nobody has loaded by then is dead. */
const LOAD_LIMIT_SECONDS = 20;
const POLL_SECONDS = 0.25;
const PREPARED = 2;
/** How much of the queue players are told. */
const TOLD = 10;

/** Makes a stage; nothing sounds until `advance`. */
export function createStage(core: ExperienceCore, options: StageOptions): Stage {
	const { bridge } = core;
	const topic = bridge.topicFor("radio", options.name);
	const ballot = createBallot<Player | "server">();
	const lengths = createLengths<Player>();
	const connections = new Array<RBXScriptConnection>();
	const undo = new Array<() => void>();
	let on = false;
	let destroyed = false;
	let plays = 0;
	let current: Playing | undefined;
	/** Position kept while paused. */
	let held: number | undefined;
	/** Since when the next track is wanted regardless of the schedule. */
	let demandedAt: number | undefined;
	/** Whether players' machines answer at all. */
	let answering = false;
	let volume = options.volume;
	let rampUntil: number | undefined;
	let ticking = false;
	let again = false;
	const timer = createTimer(() => tick());

	const server =
		options.output === "server"
			? createServerOutput({
					parent: options.parent,
					soundGroup: options.soundGroup,
					sound: options.sound,
					volume,
					onGone: options.soundGone,
				})
			: undefined;

	const probe = createProbe((assetId, outcome, why) => {
		ballot.report(assetId, "server", outcome, timebase.serverNow(), why);
		tick();
	});

	function tag(instance: Instance | undefined, use: string): string | undefined {
		if (instance === undefined) return undefined;
		const name = `AudioScape:${topic}:${use}`;
		CollectionService.AddTag(instance, name);
		undo.push(() => CollectionService.RemoveTag(instance, name));
		return name;
	}
	const outputTag = tag(options.parent, "output");
	const groupTag = tag(options.soundGroup, "group");

	const voters = (): number => Players.GetPlayers().size();

	function durationOf(entry: Entry): number {
		return lengths.of(entry.track.asset_id, entry.track.duration, voters());
	}

	function side(entry: Entry): FadeSide {
		return { track: entry.track, duration: durationOf(entry), structure: entry.structure };
	}

	function positionAt(time: number): number {
		if (current === undefined) return 0;
		return held ?? math.max(0, time - current.startedAt);
	}

	function planNext(following: Entry): FadePlan | undefined {
		return current === undefined ? undefined : planFade(side(current), side(following), options.crossfade);
	}

	/** Loaded by a player, or nobody there who could tell. */
	function isLoaded(entry: Entry): boolean {
		return voters() === 0 || ballot.loaded(entry.track.asset_id);
	}

	function slotOf(entry: Entry, n: number, startedAt: number, plan: FadePlan | undefined): PlaySlot {
		return {
			n,
			id: entry.track.asset_id,
			at: startedAt,
			from: plan?.enterAt ?? 0,
			gain: entry.gain,
			fade: plan?.seconds ?? 0,
			fadeIn: plan?.fadeIn ?? "equal-power",
			duration: durationOf(entry),
			name: entry.track.name,
			artist: entry.track.artist,
			reason: entry.reason,
		};
	}

	function queueSlots(): QueueSlot[] {
		const slots = new Array<QueueSlot>();
		for (let i = 0; i < TOLD; i++) {
			const entry = options.peek(i);
			if (entry === undefined) break;
			const { asset_id, name, artist } = entry.track;
			slots.push({ id: asset_id, name, artist, duration: durationOf(entry), reason: entry.reason });
		}
		return slots;
	}

	let currentPlan: FadePlan | undefined;

	function publish(): void {
		const ahead = new Array<string>();
		for (let i = 0; i < PREPARED; i++) {
			const id = options.peek(i)?.track.asset_id;
			if (on && id !== undefined && !ahead.includes(id)) ahead.push(id);
		}
		let upcoming: PlaySlot | undefined;
		const first = options.peek(0);
		if (on && current !== undefined && held === undefined && demandedAt === undefined && first !== undefined) {
			const plan = planNext(first);
			if (plan !== undefined && isLoaded(first)) {
				upcoming = slotOf(first, plays + 1, current.startedAt + plan.leaveAt - plan.enterAt, plan);
			}
		}
		const document: StationDocument = {
			name: options.name ?? topic,
			state: !on ? "stopped" : held !== undefined ? "paused" : current !== undefined ? "playing" : "waiting",
			now: current !== undefined ? slotOf(current, current.n, current.startedAt, currentPlan) : undefined,
			next: upcoming,
			held,
			ahead,
			queue: queueSlots(),
			volume,
			rampUntil,
			output: options.output,
			outputTag,
			groupTag,
		};
		bridge.publish(topic, document);
		server?.render(document);
	}

	function promote(entry: Entry, startedAt: number, plan: FadePlan | undefined): void {
		options.take();
		plays += 1;
		demandedAt = undefined;
		currentPlan = plan;
		if (held !== undefined) held = plan?.enterAt ?? 0;
		current = { ...entry, n: plays, startedAt };
		const kept = [entry.track.asset_id];
		options.changed(current);
		for (let i = 0; i < PREPARED; i++) {
			const id = options.peek(i)?.track.asset_id;
			if (id !== undefined) kept.push(id);
		}
		ballot.keep(kept);
		lengths.keep(kept);
	}

	/** Takes everything off the queue that is known to be dead. @returns whether the current track is */
	function buryDead(now: number): boolean {
		const present = voters();
		for (let i = 0; i < PREPARED;) {
			const entry = options.peek(i);
			if (entry === undefined) break;
			const id = entry.track.asset_id;
			if (ballot.verdict(id, present, now) === "dead") {
				options.failed(entry, ballot.why(id));
				if (options.peek(i)?.track.asset_id === id) break;
			} else i += 1;
		}
		if (current === undefined) return false;
		const id = current.track.asset_id;
		return ballot.verdict(id, present, now) === "dead";
	}

	function transition(now: number, due: number, scheduled: FadePlan | undefined): void {
		const first = options.peek(0);
		const left = current === undefined ? 0 : durationOf(current) - positionAt(now);
		if (first === undefined) {
			if (left <= 0) {
				const was = current;
				current = undefined;
				if (was !== undefined) options.changed(undefined);
				options.starved();
			}
			return;
		}
		const waited = now - due;
		const go = (entry: Entry): void => {
			if (scheduled !== undefined && entry === first && waited < 0.1) {
				promote(entry, due - scheduled.enterAt, scheduled);
				return;
			}
			const plan = planSkip(current !== undefined ? side(current) : undefined, positionAt(now), side(entry));
			promote(entry, now - plan.enterAt, plan);
		};
		if (held !== undefined || isLoaded(first)) {
			go(first);
			return;
		}
		const second = options.peek(1);
		const pressed = left < 1 && (current !== undefined || waited >= PATIENCE_SECONDS);
		if (pressed && second !== undefined && isLoaded(second)) {
			options.swapFirst();
			go(second);
		} else if (!answering && waited >= PATIENCE_SECONDS) go(first);
		else if (waited >= LOAD_LIMIT_SECONDS && left < 1) {
			options.failed(first, "timeout");
			if (demandedAt !== undefined) demandedAt = now;
			again = true;
		}
	}

	function step(): void {
		if (!on || destroyed) return;
		const now = timebase.serverNow();
		if (buryDead(now) && current !== undefined) {
			const dead = current;
			if (demandedAt === undefined) demandedAt = now;
			ballot.forget(dead.track.asset_id);
			options.failed(dead, "the asset could not be loaded by most players");
		}
		const first = options.peek(0);
		const plan = first !== undefined ? planNext(first) : undefined;
		let due = demandedAt;
		if (due === undefined && current !== undefined && held === undefined) {
			const leaveAt = plan?.leaveAt ?? durationOf(current);
			due = current.startedAt + leaveAt;
		}
		if (due !== undefined && now >= due - 0.005) {
			transition(now, due, demandedAt === undefined ? plan : undefined);
		}
		publish();
		if (voters() === 0) {
			if (current !== undefined) probe.check(current.track.asset_id);
			for (let i = 0; i < PREPARED; i++) {
				const id = options.peek(i)?.track.asset_id;
				if (id !== undefined) probe.check(id);
			}
		}
		arm();
	}

	/** Sets the timer for whatever comes first: the transition, or a verdict that hangs in the balance. */
	function arm(): void {
		if (!on || destroyed) return;
		const now = timebase.serverNow();
		let at = math.huge;
		if (held === undefined || demandedAt !== undefined) {
			const first = options.peek(0);
			let due = demandedAt;
			if (due === undefined && current !== undefined) {
				const plan = first !== undefined ? planNext(first) : undefined;
				due = current.startedAt + (plan?.leaveAt ?? durationOf(current));
			}
			if (due !== undefined) at = due > now ? due : now + POLL_SECONDS;
		}
		const watched = [current?.track.asset_id, options.peek(0)?.track.asset_id, options.peek(1)?.track.asset_id];
		for (let i = 0; i < 3; i++) {
			const id = watched[i];
			const verdictAt = id !== undefined ? ballot.dueAt(id) : undefined;
			if (verdictAt !== undefined && verdictAt > now) at = math.min(at, verdictAt);
		}
		if (at < math.huge) timer.set(at - now);
		else timer.cancel();
	}

	/** One look at everything. Callbacks may ask for another meanwhile: it follows, it does not nest. */
	function tick(): void {
		if (ticking) {
			again = true;
			return;
		}
		ticking = true;
		for (let i = 0; i < 20; i++) {
			again = false;
			step();
			if (!again) break;
		}
		ticking = false;
	}

	undo.push(
		bridge.onReport(topic, (player, payload) => {
			const report = readReport(payload);
			if (report === undefined || destroyed) return;
			if (report.kind === "vote") {
				options.voted(player, report.value);
				return;
			}
			answering = true;
			const { id } = report;
			const mattered = id === current?.track.asset_id || [0, 1].some(i => options.peek(i)?.track.asset_id === id);
			if (!mattered) return;
			const now = timebase.serverNow();
			if (report.kind === "ready") {
				ballot.report(id, player, "ready", now);
				lengths.report(id, player, report.length);
			} else ballot.report(id, player, "failed", now, report.why);
			tick();
		}),
	);
	connections.push(
		Players.PlayerRemoving.Connect(player => {
			ballot.leave(player);
			if (voters() <= 1) task.defer(() => tick());
		}),
	);

	return {
		topic,
		advance() {
			if (destroyed) return;
			on = true;
			demandedAt ??= timebase.serverNow();
			tick();
		},
		stop() {
			if (!on) return;
			on = false;
			held = undefined;
			demandedAt = undefined;
			current = undefined;
			currentPlan = undefined;
			timer.cancel();
			publish();
		},
		pause() {
			if (!on || held !== undefined) return;
			held = positionAt(timebase.serverNow());
			tick();
		},
		resume() {
			if (!on || held === undefined) return;
			if (current !== undefined) current.startedAt = timebase.serverNow() - held;
			held = undefined;
			tick();
		},
		setVolume(to, seconds) {
			volume = to;
			rampUntil = seconds > 0 ? timebase.serverNow() + seconds : undefined;
			if (!destroyed) publish();
		},
		refresh() {
			tick();
		},
		waiting() {
			return demandedAt !== undefined;
		},
		now() {
			return current;
		},
		position() {
			return current === undefined ? undefined : positionAt(timebase.serverNow());
		},
		length() {
			return current === undefined ? undefined : durationOf(current);
		},
		sound() {
			return server?.sound();
		},
		destroy() {
			if (destroyed) return;
			destroyed = true;
			on = false;
			timer.cancel();
			probe.destroy();
			server?.destroy();
			for (const connection of connections) connection.Disconnect();
			for (const fn of undo) fn();
			bridge.clear(topic);
		},
	};
}
