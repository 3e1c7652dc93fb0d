import type { ExperienceCore } from "../catalog/port";
import { timebase } from "../sound/engine-timebase";
import { createAudience } from "./audience";
import { type FadePlan, type FadeSide, planFade, planSkip } from "./brain/fade-plan";
import type { PlaySlot, QueueSlot } from "./document";
import { createServerOutput } from "./server-output";
import type { Entry, Playing, Stage, StageOptions } from "./stage-types";
import { tagStation } from "./station-tags";
import { createTimer } from "./timer";
import { claimTopic, releaseTopic } from "./topics";

export type { Entry, Playing, Stage, StageOptions } from "./stage-types";

/** Silence or a slow load is waited for this long before something else is tried. */
const PATIENCE_SECONDS = 4;
/** An asset that nobody has loaded by then is dead, though nothing else is loaded either. */
const LOAD_LIMIT_SECONDS = 60;
/** One that takes longer than this does not keep those behind it from being loaded. */
const OVERDUE_SECONDS = 8;
const POLL_SECONDS = 0.25;
/** How many tracks ahead are loaded, and how many with those that are overdue. */
const PREPARED = 2;
const MOST_PREPARED = 4;
/** How much of the queue players are told. */
const TOLD = 10;
/** Callbacks that ask for another look while one is taken: more than this is a circle. */
const MAX_LOOKS = 20;

/** Makes a stage; nothing sounds until `advance`. */
export function createStage(core: ExperienceCore, options: StageOptions): Stage {
	const { bridge } = core;
	const topic = claimTopic(bridge, options.name);
	const tags = tagStation(topic, options.parent, options.soundGroup);
	let on = false;
	let destroyed = false;
	let plays = 0;
	let current: Playing | undefined;
	/** How the current track came on. */
	let currentPlan: FadePlan | undefined;
	/** Position kept while paused. */
	let held: number | undefined;
	/** Since when the next track is wanted regardless of the schedule. */
	let demandedAt: number | undefined;
	/** Since when an asset is loaded ahead. */
	let askedAt = new Map<string, number>();
	let volume = options.volume;
	let rampUntil: number | undefined;
	let looking = false;
	let again = false;
	const timer = createTimer(() => tick());

	const audience = createAudience({
		bridge,
		topic,
		matters: id => id === current?.track.asset_id || prepared().includes(id),
		onNews: () => tick(),
		onVote: options.voted,
		onPresence: () => {
			if (destroyed) return;
			tick();
			options.audienceChanged();
		},
	});

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

	function isOverdue(assetId: string): boolean {
		const since = askedAt.get(assetId);
		return since !== undefined && timebase.serverNow() >= since + OVERDUE_SECONDS && !audience.isLoaded(assetId);
	}

	/** Ids of what is loaded ahead. */
	function prepared(): string[] {
		const ids = new Array<string>();
		let timely = 0;
		for (let i = 0; i < MOST_PREPARED && timely < PREPARED; i++) {
			const id = options.peek(i)?.track.asset_id;
			if (id === undefined) break;
			if (!isOverdue(id)) timely += 1;
			if (!ids.includes(id)) ids.push(id);
		}
		return ids;
	}

	function noteAsked(ids: ReadonlyArray<string>): void {
		const before = askedAt;
		askedAt = new Map();
		for (const id of ids) askedAt.set(id, before.get(id) ?? timebase.serverNow());
	}

	/** The place of the first track in the queue that is loaded. */
	function firstLoaded(): number | undefined {
		for (let i = 0; i < MOST_PREPARED; i++) {
			const id = options.peek(i)?.track.asset_id;
			if (id !== undefined && audience.isLoaded(id)) return i;
		}
		return undefined;
	}

	function side(entry: Entry): FadeSide {
		return { track: entry.track, duration: audience.lengthOf(entry.track), structure: entry.structure };
	}

	function positionAt(time: number): number {
		if (current === undefined) return 0;
		return held ?? math.max(0, time - current.startedAt);
	}

	function planNext(following: Entry | undefined): FadePlan | undefined {
		if (current === undefined || following === undefined) return undefined;
		return planFade(side(current), side(following), options.crossfade);
	}

	/** When the next track is to come on (server time). */
	function dueAt(plan: FadePlan | undefined): number | undefined {
		if (demandedAt !== undefined) return demandedAt;
		if (current === undefined || held !== undefined) return undefined;
		return current.startedAt + (plan?.leaveAt ?? audience.lengthOf(current.track));
	}

	function slotOf(entry: Entry, n: number, startedAt: number, plan: FadePlan | undefined): PlaySlot {
		const { track, gain, reason } = entry;
		return {
			n,
			id: track.asset_id,
			at: startedAt,
			from: plan?.enterAt ?? 0,
			gain,
			fade: plan?.seconds ?? 0,
			fadeIn: plan?.fadeIn ?? "equal-power",
			duration: audience.lengthOf(track),
			name: track.name,
			artist: track.artist,
			reason,
		};
	}

	/** The next track as players start it by themselves, once it is known to load. */
	function upcomingSlot(): PlaySlot | undefined {
		const first = options.peek(0);
		const plan = planNext(first);
		const scheduled = on && current !== undefined && held === undefined && demandedAt === undefined;
		if (!scheduled || first === undefined || plan === undefined) return undefined;
		if (!audience.isLoaded(first.track.asset_id)) return undefined;
		return slotOf(first, plays + 1, current!.startedAt + plan.leaveAt - plan.enterAt, plan);
	}

	function queueSlots(): QueueSlot[] {
		const slots = new Array<QueueSlot>();
		for (let i = 0; i < TOLD; i++) {
			const entry = options.peek(i);
			if (entry === undefined) break;
			const { asset_id, name, artist } = entry.track;
			slots.push({ id: asset_id, name, artist, duration: audience.lengthOf(entry.track), reason: entry.reason });
		}
		return slots;
	}

	function publish(): void {
		if (destroyed) return;
		const ahead = on ? prepared() : [];
		noteAsked(ahead);
		const document = {
			name: options.name ?? topic,
			state: !on ? "stopped" : held !== undefined ? "paused" : current !== undefined ? "playing" : "waiting",
			now: current !== undefined ? slotOf(current, current.n, current.startedAt, currentPlan) : undefined,
			next: upcomingSlot(),
			held,
			ahead,
			queue: queueSlots(),
			volume,
			rampUntil,
			output: options.output,
			outputTag: tags.output,
			groupTag: tags.group,
		} as const;
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
		options.changed(current);
		audience.keep([entry.track.asset_id, ...prepared()]);
	}

	/** Takes everything off the queue that is known to be dead, and leaves a current track that is. */
	function leaveDead(): void {
		for (let i = 0; i < MOST_PREPARED;) {
			const entry = options.peek(i);
			if (entry === undefined) break;
			const id = entry.track.asset_id;
			if (audience.verdict(id) === "dead") {
				options.failed(entry, audience.why(id));
				if (options.peek(i)?.track.asset_id === id) break;
			} else i += 1;
		}
		if (current === undefined || audience.verdict(current.track.asset_id) !== "dead") return;
		const dead = current;
		const why = audience.why(dead.track.asset_id);
		audience.forget(dead.track.asset_id);
		demandedAt ??= timebase.serverNow();
		options.failed(dead, why);
	}

	function runDry(): void {
		const was = current;
		current = undefined;
		demandedAt = undefined;
		if (was !== undefined) options.changed(undefined);
		options.starved();
	}

	/** Something is to come on since `due`. */
	function transition(now: number, due: number, scheduled: FadePlan | undefined): void {
		const first = options.peek(0);
		const left = current === undefined ? 0 : audience.lengthOf(current.track) - positionAt(now);
		if (first === undefined) {
			if (left <= 0) runDry();
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
		if (audience.isLoaded(first.track.asset_id)) {
			go(first);
			return;
		}
		const other = firstLoaded();
		const pressed = left < 1 && (current !== undefined || waited >= PATIENCE_SECONDS);
		if (pressed && other !== undefined) {
			options.bringForward(other);
			go(options.peek(0)!);
		} else if (!audience.answers() && waited >= PATIENCE_SECONDS) go(first);
		else if (left < 1 && now - (askedAt.get(first.track.asset_id) ?? now) >= LOAD_LIMIT_SECONDS) {
			options.failed(first, "timeout");
			again = true;
		}
	}

	function step(): void {
		if (!on || destroyed) return;
		leaveDead();
		const now = timebase.serverNow();
		const plan = planNext(options.peek(0));
		const due = dueAt(plan);
		if (due !== undefined && now >= due - 0.005) transition(now, due, demandedAt === undefined ? plan : undefined);
		publish();
		if (current !== undefined) audience.probe(current.track.asset_id);
		for (const id of prepared()) audience.probe(id);
		arm();
	}

	/** Sets the timer for whatever comes first: the transition, or a verdict that hangs in the balance. */
	function arm(): void {
		if (!on || destroyed) return;
		const now = timebase.serverNow();
		const due = dueAt(planNext(options.peek(0)));
		let at = math.huge;
		if (due !== undefined) at = due > now ? due : now + POLL_SECONDS;
		const watched = prepared();
		if (current !== undefined) watched.push(current.track.asset_id);
		for (const id of watched) {
			const verdictAt = audience.dueAt(id);
			if (verdictAt !== undefined && verdictAt > now) at = math.min(at, verdictAt);
			const overdueAt = (askedAt.get(id) ?? -math.huge) + OVERDUE_SECONDS;
			if (overdueAt > now && !audience.isLoaded(id)) at = math.min(at, overdueAt);
		}
		if (at < math.huge) timer.set(at - now);
		else timer.cancel();
	}

	/** One look at everything. Callbacks may ask for another meanwhile: it follows, it does not nest. */
	function tick(): void {
		if (looking) {
			again = true;
			return;
		}
		looking = true;
		for (let i = 0; i < MAX_LOOKS; i++) {
			again = false;
			step();
			if (!again) break;
		}
		looking = false;
	}

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
			publish();
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
		listeners() {
			return audience.listeners();
		},
		sound() {
			return server?.sound();
		},
		destroy() {
			if (destroyed) return;
			destroyed = true;
			on = false;
			timer.cancel();
			audience.destroy();
			server?.destroy();
			tags.remove();
			bridge.clear(topic);
			releaseTopic(topic);
		},
	};
}
