import type { PlaySlot } from "../../shared/radio/document";
import { createTimer } from "../../shared/radio/timer";
import { timebase } from "../../shared/sound/engine-timebase";
import type { ExperienceCore } from "../catalog/port";
import { createAudience } from "./audience";
import type { FadePlan } from "./brain/fade-plan";
import { createLoading, MOST_PREPARED } from "./loading";
import { createLooks } from "./looks";
import { createServerOutput } from "./server-output";
import { playSlot, queueSlots } from "./slots";
import type { Entry, Stage, StageOptions } from "./stage-types";
import { tagStation } from "./station-tags";
import { createTimeline } from "./timeline";
import { claimTopic, releaseTopic } from "./topics";

export type { Entry, Playing, Stage, StageOptions } from "./stage-types";

/** Silence or a slow load is waited for this long before something else is tried. */
const PATIENCE_SECONDS = 4;
const POLL_SECONDS = 0.25;
/** A transition this late is not the scheduled one any more. */
const LATE_SECONDS = 0.1;
/** A timer may wake this much early. */
const EARLY_SECONDS = 0.005;

/** Makes a stage; nothing sounds until `advance`. */
export function createStage(core: ExperienceCore, options: StageOptions): Stage {
	const { bridge } = core;
	const topic = claimTopic(bridge, options.name);
	const tags = tagStation(topic, options.parent, options.soundGroup);
	let on = false;
	let destroyed = false;
	let volume = options.volume;
	let rampUntil: number | undefined;
	const looks = createLooks(() => step());
	const timer = createTimer(() => looks.take());

	const audience = createAudience({
		bridge,
		topic,
		matters: id => id === timeline.current()?.track.asset_id || loading.ahead().includes(id),
		onNews: () => looks.take(),
		onVote: options.voted,
		onPresence: () => {
			if (destroyed) return;
			looks.take();
			options.audienceChanged();
		},
	});
	const timeline = createTimeline(options.crossfade, track => audience.lengthOf(track));
	const loading = createLoading(options.peek, audience);
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

	/** The next track as players start it by themselves, once it is known to load. */
	function upcomingSlot(): PlaySlot | undefined {
		const first = options.peek(0);
		const plan = timeline.planTo(first);
		if (!on || first === undefined || plan === undefined || !audience.isLoaded(first.track.asset_id)) return undefined;
		const startedAt = timeline.startOf(plan);
		return startedAt !== undefined ? playSlot(first, timeline.nextNumber(), startedAt, plan, audience) : undefined;
	}

	function publish(): void {
		if (destroyed) return;
		const ahead = on ? loading.ahead() : [];
		loading.note(ahead);
		const now = timeline.current();
		const held = timeline.held();
		const document = {
			name: options.name ?? topic,
			state: !on ? "stopped" : held !== undefined ? "paused" : now !== undefined ? "playing" : "waiting",
			now: now !== undefined ? playSlot(now, now.n, now.startedAt, timeline.currentPlan(), audience) : undefined,
			next: upcomingSlot(),
			held,
			ahead,
			queue: queueSlots(options.peek, audience),
			volume,
			rampUntil,
			output: options.output,
			outputTag: tags.output,
			groupTag: tags.group,
		} as const;
		bridge.publish(topic, document);
		server?.render(document);
	}

	function promote(entry: Entry, startedAt: number, plan: FadePlan): void {
		options.take();
		options.changed(timeline.putOn(entry, startedAt, plan));
		audience.keep([entry.track.asset_id, ...loading.ahead()]);
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
		const dead = timeline.current();
		if (dead === undefined || audience.verdict(dead.track.asset_id) !== "dead") return;
		const why = audience.why(dead.track.asset_id);
		audience.forget(dead.track.asset_id);
		timeline.demand(timebase.serverNow());
		options.failed(dead, why);
	}

	function runDry(): void {
		const was = timeline.current();
		timeline.clear();
		if (was !== undefined) options.changed(undefined);
		options.starved();
	}

	/** Something is to come on since `due`; `scheduled` is how, where it comes by itself. */
	function transition(now: number, due: number, scheduled: FadePlan | undefined): void {
		const first = options.peek(0);
		const left = timeline.left(now);
		if (first === undefined) {
			if (left <= 0) runDry();
			return;
		}
		const waited = now - due;
		const go = (entry: Entry): void => {
			const punctual = scheduled !== undefined && entry === first && waited < LATE_SECONDS;
			const plan = punctual ? scheduled : timeline.planNow(entry, now);
			promote(entry, (punctual ? due : now) - plan.enterAt, plan);
		};
		if (audience.isLoaded(first.track.asset_id)) {
			go(first);
			return;
		}
		const other = loading.firstLoaded();
		const pressed = left < 1 && (timeline.current() !== undefined || waited >= PATIENCE_SECONDS);
		if (pressed && other !== undefined) {
			options.bringForward(other);
			go(options.peek(0)!);
		} else if (!audience.answers() && waited >= PATIENCE_SECONDS) go(first);
		else if (left < 1 && loading.isHopeless(first.track.asset_id)) {
			options.failed(first, "timeout");
			looks.again();
		}
	}

	function step(): void {
		if (!on || destroyed) return;
		leaveDead();
		const now = timebase.serverNow();
		const plan = timeline.planTo(options.peek(0));
		const due = timeline.dueAt(plan);
		if (due !== undefined && now >= due - EARLY_SECONDS) transition(now, due, timeline.isDemanded() ? undefined : plan);
		publish();
		const watched = loading.ahead();
		const current = timeline.current();
		if (current !== undefined) watched.push(current.track.asset_id);
		for (const id of watched) audience.probe(id);
		arm(watched);
	}

	/** Sets the timer for whatever comes first: the transition, a verdict that hangs in the balance, an overdue load. */
	function arm(watched: ReadonlyArray<string>): void {
		if (!on || destroyed) return;
		const now = timebase.serverNow();
		const due = timeline.dueAt(timeline.planTo(options.peek(0)));
		let at = loading.overdueAt(watched);
		if (due !== undefined) at = math.min(at, due > now ? due : now + POLL_SECONDS);
		for (const id of watched) {
			const verdictAt = audience.dueAt(id);
			if (verdictAt !== undefined && verdictAt > now) at = math.min(at, verdictAt);
		}
		if (at < math.huge) timer.set(at - now);
		else timer.cancel();
	}

	return {
		topic,
		advance() {
			if (destroyed) return;
			on = true;
			timeline.demand(timebase.serverNow());
			looks.take();
		},
		stop() {
			if (!on) return;
			on = false;
			timeline.clear();
			timer.cancel();
			publish();
		},
		pause() {
			if (!on) return;
			timeline.pause(timebase.serverNow());
			looks.take();
		},
		resume() {
			if (!on) return;
			timeline.resume(timebase.serverNow());
			looks.take();
		},
		setVolume(to, seconds) {
			volume = to;
			rampUntil = seconds > 0 ? timebase.serverNow() + seconds : undefined;
			publish();
		},
		refresh() {
			looks.take();
		},
		waiting() {
			return timeline.isDemanded();
		},
		now() {
			return timeline.current();
		},
		position() {
			return timeline.current() === undefined ? undefined : timeline.position(timebase.serverNow());
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
