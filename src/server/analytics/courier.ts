import { settle } from "../../shared/clock/settle";
import type { Outcome } from "../../shared/wire/outcome";
import type { Problem } from "../../shared/wire/problem";
import type { Done, WireRequest } from "../http/call";
import type { HttpPorts } from "../http/ports";
import type { AnalyticsStats } from "../http/stats";
import type { BatchAnswer } from "./answer";
import { type BatchFate, createBrain, pauseAfter } from "./brain";
import type { AnalyticsEvent } from "./event";
import { fateOf } from "./fate";
import { analyticsMessages as messages } from "./messages";
import type { AnalyticsSettings } from "./settings";

/** How much a batch matters: `"sound"` only when the server closes. */
export type Urgency = "spare" | "sound";

/** Sends one batch; answers once, later or at once. */
export type SendBatch = (request: WireRequest, urgency: Urgency, done: Done) => void;

export interface CourierParts {
	ports: Pick<HttpPorts, "now" | "delay" | "random" | "encode" | "warn">;
	settings: AnalyticsSettings;
	send: SendBatch;
	/** Base URL, read at every request. */
	url: () => string;
	stats: AnalyticsStats;
	/** Tells a fault of the API's, each once. */
	warnOnce: (text: string) => void;
	/** A round is about to begin: last chance to add to it. */
	beforeRound: () => void;
	/** The queue, or what is out, is another. */
	changed: () => void;
}

/** Carries events to the API: in rounds by itself, or at once for somebody who waits. */
export interface Courier {
	add: (event: AnalyticsEvent) => void;
	/** Wants a round within an interval although nothing is queued yet. */
	arm: () => void;
	/** Sends all that is queued now, trying again after short pauses. Yields. */
	drain: (urgency: Urgency, attempts: number, seconds: number) => Problem | undefined;
	configure: (settings: AnalyticsSettings) => void;
	/** Forgets what is queued and what is out. */
	clear: () => void;
	reconnect: (send: SendBatch) => void;
	size: () => number;
	isOut: () => boolean;
}

const PATH = "/v1/analytics";
/** The engine refuses bodies of 1024 KB. */
const MOST_BYTES = 900 * 1024;
/** Pauses while somebody waits grow from this. */
const SHORT_PAUSE = 0.5;

/** Binds the brain to time and the road. While nothing is queued no timer is alive. */
export function createCourier(parts: CourierParts): Courier {
	const { ports, stats } = parts;
	let { send, settings } = parts;
	const brain = createBrain(settings);
	let cancelTimer: (() => void) | undefined;
	let timerAt: number | undefined;
	/** While above 0 nothing is sent by the clock. */
	let held = 0;
	let failing = false;
	let sent = 0;
	let waiting = new Array<() => void>();
	/** The request that is out: asked for again it travels with the higher urgency of the two. */
	let flight: WireRequest | undefined;

	function requestOf(batch: AnalyticsEvent[]): LuaTuple<[AnalyticsEvent[], WireRequest]> {
		let events = batch;
		let body = ports.encode({ events });
		while (body.size() > MOST_BYTES && events.size() > 1) {
			events = brain.shorten(events, math.floor(events.size() / 2));
			body = ports.encode({ events });
		}
		sent += 1;
		return $tuple(events, { method: "POST", root: parts.url(), path: PATH, body, unique: sent });
	}

	/** The first failure of several in a row is told. */
	function complain({ status, message }: Problem) {
		if (!failing) ports.warn(status !== undefined ? messages.flushStatus(status) : messages.flushFailed(message));
		failing = true;
	}

	function book(outcome: Outcome, fate: BatchFate, events: number) {
		if (outcome.ok) {
			const { rejected, reason } = outcome.value as BatchAnswer;
			const count = math.min(rejected, events);
			stats.sent += events - count;
			stats.rejected += count;
			failing = false;
			if (count > 0) parts.warnOnce(messages.rejected(count, reason ?? "no reason given"));
		} else if (fate.kind !== "unsent") {
			stats.failures += 1;
			complain(outcome.problem);
			if (fate.kind === "refused") stats.lost += events;
		}
	}

	/** Sends the next batch, if there is one and none is out. */
	function dispatch(urgency: Urgency, done?: (outcome: Outcome, fate: BatchFate) => void): boolean {
		const batch = brain.take();
		if (batch === undefined) return false;
		const [events, request] = requestOf(batch);
		stats.batches += 1;
		flight = request;
		send(request, urgency, outcome => {
			flight = undefined;
			const fate = fateOf(outcome, ports.random());
			// Switched off while it was out: whatever became of it, nothing is told and nothing comes back.
			if (settings.enabled) book(outcome, fate, events.size());
			stats.lost += brain.settle(events, fate, ports.now());
			const ready = waiting;
			waiting = [];
			schedule();
			done?.(outcome, fate);
			for (const go of ready) go();
		});
		parts.changed();
		return true;
	}

	function beginRound() {
		held += 1;
		parts.beforeRound();
		held -= 1;
	}

	function schedule() {
		parts.changed();
		const at = held > 0 ? undefined : brain.dueAt();
		if (at === timerAt) return;
		cancelTimer?.();
		cancelTimer = undefined;
		timerAt = at;
		if (at === undefined) return;
		cancelTimer = ports.delay(math.max(0, at - ports.now()), () => {
			cancelTimer = undefined;
			timerAt = undefined;
			beginRound();
			if (!dispatch("spare")) schedule();
		});
	}

	const pause = (seconds: number) =>
		settle<true>(done => {
			ports.delay(seconds, () => done(true));
		});

	function drain(urgency: Urgency, attempts: number, seconds: number): Problem | undefined {
		const endAt = ports.now() + seconds;
		let failures = 0;
		let passing: Problem | undefined;
		let refused: Problem | undefined;
		beginRound();
		held += 1;
		if (urgency === "sound" && flight !== undefined) send(flight, urgency, () => {});
		let left = brain.size();
		while (settings.enabled && ports.now() < endAt) {
			if (brain.isOut()) {
				settle<true>(done => waiting.push(() => done(true)));
				continue;
			}
			if (brain.size() === 0 || left <= 0) break;
			const before = brain.size();
			const { outcome, fate } = settle<{ outcome: Outcome; fate: BatchFate }>(done => {
				dispatch(urgency, (answer, became) => done({ outcome: answer, fate: became }));
			});
			passing = undefined;
			if (outcome.ok || fate.kind === "refused") {
				left -= math.max(1, before - brain.size());
				if (!outcome.ok) refused = outcome.problem;
				continue;
			}
			passing = outcome.problem;
			failures += 1;
			const rest = pauseAfter(SHORT_PAUSE, failures, ports.random(), passing.retryAfter);
			if (failures >= attempts || ports.now() + rest >= endAt) break;
			pause(rest);
		}
		held -= 1;
		schedule();
		return refused ?? passing;
	}

	return {
		add: event => {
			stats.lost += brain.add(event, ports.now());
			schedule();
		},
		arm: () => {
			brain.arm(ports.now());
			schedule();
		},
		drain,
		configure: changed => {
			settings = changed;
			stats.lost += brain.configure(settings);
			schedule();
		},
		clear: () => {
			brain.clear();
			schedule();
		},
		reconnect: changed => {
			send = changed;
			flight = undefined;
			failing = false;
		},
		size: () => brain.size(),
		isOut: () => brain.isOut(),
	};
}
