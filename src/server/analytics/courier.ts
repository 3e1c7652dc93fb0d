import type { Outcome } from "../../shared/wire/outcome";
import type { Problem } from "../../shared/wire/problem";
import type { Done, WireRequest } from "../http/call";
import type { HttpPorts } from "../http/ports";
import type { AnalyticsStats } from "../http/stats";
import { createBooks } from "./books";
import { type AnalyticsBrain, type BatchFate, createBrain } from "./brain";
import { drain } from "./drain";
import type { AnalyticsEvent } from "./event";
import { fateOf } from "./fate";
import type { AnalyticsSettings } from "./settings";

/** How much a batch matters: `"sound"` only when the server closes. */
export type Urgency = "spare" | "sound";

/** Sends one batch; answers once, later or at once. */
export type SendBatch = (request: WireRequest, urgency: Urgency, done: Done) => void;

export interface CourierPorts extends Pick<HttpPorts, "now" | "delay" | "random" | "encode" | "warn"> {
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

/** As much of a batch as one request may carry; the rest goes back to the brain. */
function fitting(
	batch: AnalyticsEvent[],
	brain: AnalyticsBrain,
	encode: (value: unknown) => string,
): LuaTuple<[events: AnalyticsEvent[], body: string]> {
	let events = batch;
	let body = encode({ events });
	while (body.size() > MOST_BYTES && events.size() > 1) {
		events = brain.shorten(events, math.floor(events.size() / 2));
		body = encode({ events });
	}
	return $tuple(events, body);
}

/** Binds the brain to time and the road. While nothing is queued no timer is alive. */
// eslint-disable-next-line max-lines-per-function -- one batch is out at most: timer, flight and who waits are one state.
export function createCourier(ports: CourierPorts): Courier {
	const { stats, url } = ports;
	let { send, settings } = ports;
	const brain = createBrain(settings);
	let cancelTimer: (() => void) | undefined;
	let timerAt: number | undefined;
	/** While above 0 nothing is sent by the clock. */
	let held = 0;
	const books = createBooks(ports);
	let sent = 0;
	let waiting = new Array<() => void>();
	/** The request that is out: asked for again it travels with the higher urgency of the two. */
	let flight: WireRequest | undefined;

	/** Sends the next batch, if there is one and none is out. */
	function dispatch(urgency: Urgency, done?: (outcome: Outcome, fate: BatchFate) => void): boolean {
		const batch = brain.take();
		if (batch === undefined) return false;
		const [events, body] = fitting(batch, brain, ports.encode);
		sent += 1;
		const request: WireRequest = { method: "POST", root: url(), path: PATH, body, unique: sent };
		stats.batches += 1;
		flight = request;
		send(request, urgency, outcome => {
			flight = undefined;
			const fate = fateOf(outcome, ports.random());
			// Switched off while it was out: whatever became of it, nothing is told and nothing comes back.
			if (settings.enabled) books.enter(outcome, fate, events.size());
			stats.lost += brain.settle(events, fate, ports.now());
			const ready = waiting;
			waiting = [];
			schedule();
			done?.(outcome, fate);
			for (const go of ready) go();
		});
		ports.changed();
		return true;
	}

	function beginRound() {
		held += 1;
		ports.beforeRound();
		held -= 1;
	}

	function schedule() {
		ports.changed();
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

	function drainNow(urgency: Urgency, attempts: number, seconds: number): Problem | undefined {
		beginRound();
		held += 1;
		if (urgency === "sound" && flight !== undefined) send(flight, urgency, () => {});
		const problem = drain(
			{
				now: ports.now,
				delay: ports.delay,
				random: ports.random,
				brain,
				isEnabled: () => settings.enabled,
				dispatch: done => dispatch(urgency, done),
				whenBack: fn => waiting.push(fn),
			},
			attempts,
			seconds,
		);
		held -= 1;
		schedule();
		return problem;
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
		drain: drainNow,
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
			books.forget();
		},
		size: () => brain.size(),
		isOut: () => brain.isOut(),
	};
}
