import type { Done, Outcome, WireRequest } from "../http/call";
import type { HttpPorts } from "../http/ports";
import { settle } from "../http/settle";
import type { AnalyticsStats } from "../http/stats";
import type { Problem, ProblemKind } from "../wire/problem";
import type { BatchAnswer } from "./answer";
import { type AnalyticsBrain, type BatchFate, createBrain, pauseAfter } from "./brain";
import { type AnalyticsEvent, readEvent } from "./event";
import { analyticsMessages as messages } from "./messages";
import type { AnalyticsPort } from "./port";
import { type AnalyticsSettings, changeSettings } from "./settings";

/** Sends one batch; answers once, later or at once. */
export type SendBatch = (request: WireRequest, urgency: "spare" | "sound", done: Done) => void;

/** The listening events of one client: what was not sent yet, and the road. It outlives a change of the key. */
export interface Analytics extends AnalyticsPort {
	readonly stats: AnalyticsStats;
	/** Raises on settings that cannot be meant so. */
	configure: (input: unknown) => void;
	/** Sends what is queued; yields. Tries a few times, with pauses. */
	flush: () => LuaTuple<[ok: boolean, problem: Problem | undefined]>;
	/** Another key, another road. */
	reconnect: (send: SendBatch) => void;
}

export interface AnalyticsParts {
	ports: Pick<HttpPorts, "now" | "unix" | "delay" | "random" | "spawn" | "encode" | "warn">;
	settings: AnalyticsSettings;
	send: SendBatch;
	/** Base URL, read at every request. */
	url: () => string;
	stats: AnalyticsStats;
	/** Has the server wait for work when it closes. @returns takes it back */
	holdOpen: (work: () => void) => () => void;
}

const PATH = "/v1/analytics";
/** The engine refuses bodies of 1024 KB. */
const MOST_BYTES = 900 * 1024;
const FLUSH_ATTEMPTS = 3;
/** Seconds a flush tries for; what the game waits is no longer than a call's deadline. */
const FLUSH_SECONDS = 25;
const CLOSE_ATTEMPTS = 8;
const CLOSE_SECONDS = 20;
/** Pauses while somebody waits grow from this. */
const SHORT_PAUSE = 0.5;
/** Different faults that are told; a game in a loop must not fill the log. */
const MOST_WARNINGS = 20;

const LATER: ReadonlySet<ProblemKind> = new Set<ProblemKind>([
	"rate-limited",
	"server",
	"network",
	"timeout",
	"http-disabled",
]);
const NO_SLOT: ReadonlySet<ProblemKind> = new Set<ProblemKind>(["budget-exhausted", "cancelled"]);

/** Binds the brain to time, the pipeline and the server's close. While nothing is queued no thread or timer is alive. */
export function createAnalytics(parts: AnalyticsParts): Analytics {
	const { ports, stats } = parts;
	let { send, settings } = parts;
	const brain: AnalyticsBrain = createBrain(settings);
	const closers = new Set<() => void>();
	const rounds = new Set<() => void>();
	const told = new Set<string>();
	let release: (() => void) | undefined;
	let cancelTimer: (() => void) | undefined;
	let timerAt: number | undefined;
	let failing = false;
	let sent = 0;
	let draining = 0;
	let waiting = new Array<() => void>();
	/** The request that is out: asked for again it travels with the higher urgency of the two. */
	let flight: WireRequest | undefined;

	function warnOnce(text: string) {
		if (told.has(text) || told.size() >= MOST_WARNINGS) return;
		told.add(text);
		ports.warn(text);
	}

	function count() {
		stats.queued = brain.size();
		const busy = brain.size() > 0 || brain.isOut() || !closers.isEmpty() || !rounds.isEmpty();
		if (busy && settings.enabled) release ??= parts.holdOpen(closeDown);
		else if (release !== undefined) {
			release();
			release = undefined;
		}
	}

	function runAll(hooks: ReadonlySet<() => void>) {
		for (const hook of [...hooks]) {
			const [ok, why] = pcall(hook);
			if (!ok) warnOnce(messages.loopError(tostring(why)));
		}
	}

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

	function complain(problem: Problem) {
		if (failing) return;
		failing = true;
		ports.warn(
			problem.status !== undefined ? messages.flushStatus(problem.status) : messages.flushFailed(problem.message),
		);
	}

	function fateOf(outcome: Outcome, events: ReadonlyArray<AnalyticsEvent>): BatchFate {
		if (outcome.ok) {
			const { rejected, reason } = outcome.value as BatchAnswer;
			const count = math.min(rejected, events.size());
			stats.sent += events.size() - count;
			stats.rejected += count;
			if (count > 0) warnOnce(messages.rejected(count, reason ?? "no reason given"));
			failing = false;
			return { kind: "taken" };
		}
		const { problem } = outcome;
		if (NO_SLOT.has(problem.kind)) return { kind: "unsent" };
		stats.failures += 1;
		complain(problem);
		if (LATER.has(problem.kind)) return { kind: "failed", retryAfter: problem.retryAfter, chance: ports.random() };
		stats.lost += events.size();
		return { kind: "refused" };
	}

	/** Sends the next batch, if there is one and none is out. */
	function dispatch(urgency: "spare" | "sound", done?: (outcome: Outcome) => void): boolean {
		const batch = brain.take();
		if (batch === undefined) return false;
		const [events, request] = requestOf(batch);
		stats.batches += 1;
		flight = request;
		send(request, urgency, outcome => {
			flight = undefined;
			const off = !settings.enabled;
			const fate: BatchFate = off ? { kind: "refused" } : fateOf(outcome, events);
			stats.lost += brain.settle(events, fate, ports.now());
			const ready = waiting;
			waiting = [];
			schedule();
			done?.(outcome);
			for (const go of ready) go();
		});
		count();
		return true;
	}

	function schedule() {
		count();
		const at = draining > 0 ? undefined : brain.dueAt();
		if (at === timerAt) return;
		cancelTimer?.();
		cancelTimer = undefined;
		timerAt = at;
		if (at === undefined) return;
		cancelTimer = ports.delay(math.max(0, at - ports.now()), () => {
			cancelTimer = undefined;
			timerAt = undefined;
			draining += 1;
			runAll(rounds);
			draining -= 1;
			if (!dispatch("spare")) schedule();
		});
	}

	const pause = (seconds: number) =>
		settle<true>(done => {
			ports.delay(seconds, () => done(true));
		});

	/** Sends all that is queued now, trying again after short pauses. Yields. */
	function drain(urgency: "spare" | "sound", attempts: number, seconds: number): Problem | undefined {
		const endAt = ports.now() + seconds;
		let failures = 0;
		let passing: Problem | undefined;
		let refused: Problem | undefined;
		draining += 1;
		runAll(rounds);
		if (urgency === "sound" && flight !== undefined) send(flight, urgency, () => {});
		let left = brain.size();
		while (settings.enabled && ports.now() < endAt) {
			if (brain.isOut()) {
				settle<true>(done => waiting.push(() => done(true)));
				continue;
			}
			if (brain.size() === 0 || left <= 0) break;
			const before = stats.sent + stats.rejected + stats.lost;
			const outcome = settle<Outcome>(done => {
				dispatch(urgency, done);
			});
			left -= stats.sent + stats.rejected + stats.lost - before;
			passing = undefined;
			if (outcome.ok) continue;
			const { problem } = outcome;
			if (!LATER.has(problem.kind) && !NO_SLOT.has(problem.kind)) {
				refused = problem;
				continue;
			}
			passing = problem;
			failures += 1;
			const rest = pauseAfter(SHORT_PAUSE, failures, ports.random(), problem.retryAfter);
			if (failures >= attempts || ports.now() + rest >= endAt) break;
			pause(rest);
		}
		draining -= 1;
		schedule();
		return refused ?? passing;
	}

	function closeDown() {
		release = undefined;
		runAll(closers);
		closers.clear();
		drain("sound", CLOSE_ATTEMPTS, CLOSE_SECONDS);
	}

	function stopAll() {
		brain.clear();
		schedule();
	}

	return {
		stats,
		isOn: () => settings.enabled,
		track: (method, kind, input) => {
			if (!settings.enabled) return $tuple(false, messages.disabled);
			const [event, fault] = readEvent(method, kind, input, ports.unix());
			if (event === undefined) {
				stats.invalid += 1;
				warnOnce(messages.refused(fault!));
				return $tuple(false, fault);
			}
			stats.lost += brain.add(event, ports.now());
			schedule();
			return $tuple(true, undefined);
		},
		configure: input => {
			settings = changeSettings(settings, input);
			stats.lost += brain.configure(settings);
			if (settings.enabled) schedule();
			else stopAll();
		},
		flush: () => {
			if (!settings.enabled) return $tuple(true, undefined);
			const problem = drain("spare", FLUSH_ATTEMPTS, FLUSH_SECONDS);
			return $tuple(problem === undefined, problem);
		},
		reconnect: changed => {
			send = changed;
			flight = undefined;
			failing = false;
		},
		onClose: fn => {
			closers.add(fn);
			count();
			return () => {
				closers.delete(fn);
				count();
			};
		},
		onRound: fn => {
			rounds.add(fn);
			return {
				wake: () => {
					if (!settings.enabled) return;
					brain.arm(ports.now());
					schedule();
				},
				remove: () => {
					rounds.delete(fn);
					count();
				},
			};
		},
	};
}
