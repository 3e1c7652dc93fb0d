import type { Problem } from "../../shared/wire/problem";
import { type CourierPorts, createCourier, type SendBatch } from "./courier";
import { readEvent } from "./event";
import { analyticsMessages as messages } from "./messages";
import type { AnalyticsPort } from "./port";
import { changeSettings } from "./settings";

/** The listening events of one client: what was not sent yet, and the road. It outlives a change of the key. */
export interface Analytics extends AnalyticsPort {
	readonly stats: CourierPorts["stats"];
	/** Raises on invalid settings. */
	configure: (input: unknown) => void;
	/** Sends what is queued; yields. Tries a few times, with pauses. */
	flush: () => LuaTuple<[ok: boolean, problem: Problem | undefined]>;
	/** Another key, another road. */
	reconnect: (send: SendBatch) => void;
}

export interface AnalyticsPorts extends Omit<CourierPorts, "warnOnce" | "beforeRound" | "changed"> {
	/** Seconds since 1970. */
	unix: () => number;
	/** Has the server wait for work when it closes. @returns takes it back */
	holdOpen: (work: () => void) => () => void;
	/** Seconds that a flush may take. */
	deadline: number;
}

const FLUSH_ATTEMPTS = 3;
const CLOSE_ATTEMPTS = 8;
const CLOSE_SECONDS = 20;
/** Different faults that are told; a game in a loop must not fill the log. */
const MOST_WARNINGS = 20;

/** Runs what others hung in; one that raises stops nobody. */
function runAll(hooks: ReadonlySet<() => void>, warnOnce: (text: string) => void) {
	for (const hook of [...hooks]) {
		const [ok, why] = pcall(hook);
		if (!ok) warnOnce(messages.loopError(tostring(why)));
	}
}

/** Queues events, and binds them to the server's close. While nothing is queued nothing is held. */
export function createAnalytics(ports: AnalyticsPorts): Analytics {
	const { stats } = ports;
	let { settings } = ports;
	const closers = new Set<() => void>();
	const rounds = new Set<() => void>();
	const told = new Set<string>();
	let release: (() => void) | undefined;

	function warnOnce(text: string) {
		if (told.has(text) || told.size() >= MOST_WARNINGS) return;
		told.add(text);
		ports.warn(text);
	}

	const runHooks = (hooks: ReadonlySet<() => void>) => runAll(hooks, warnOnce);

	const courier = createCourier({
		...ports,
		warnOnce,
		beforeRound: () => runHooks(rounds),
		changed: () => hold(),
	});

	/** The server waits for its events as long as there are any, or may be. */
	function hold() {
		stats.queued = courier.size();
		const busy = courier.size() > 0 || courier.isOut() || !closers.isEmpty() || !rounds.isEmpty();
		if (busy && settings.enabled) release ??= ports.holdOpen(closeDown);
		else if (release !== undefined) {
			release();
			release = undefined;
		}
	}

	function join(hooks: Set<() => void>, fn: () => void): () => void {
		hooks.add(fn);
		hold();
		return () => {
			hooks.delete(fn);
			hold();
		};
	}

	function closeDown() {
		release = undefined;
		runHooks(closers);
		closers.clear();
		courier.drain("sound", CLOSE_ATTEMPTS, CLOSE_SECONDS);
	}

	const track: AnalyticsPort["track"] = (method, kind, input) => {
		if (!settings.enabled) return $tuple(false, messages.disabled);
		const [event, fault] = readEvent(method, kind, input, ports.unix());
		if (event === undefined) {
			stats.invalid += 1;
			warnOnce(messages.refused(fault!));
			return $tuple(false, fault);
		}
		courier.add(event);
		return $tuple(true, undefined);
	};

	return {
		stats,
		track,
		configure: input => {
			settings = changeSettings(settings, input);
			courier.configure(settings);
			if (!settings.enabled) courier.clear();
		},
		flush: () => {
			if (!settings.enabled) return $tuple(true, undefined);
			const problem = courier.drain("spare", FLUSH_ATTEMPTS, ports.deadline);
			return $tuple(problem === undefined, problem);
		},
		reconnect: send => courier.reconnect(send),
		onClose: fn => join(closers, fn),
		onRound: fn => ({
			wake: () => {
				if (settings.enabled) courier.arm();
			},
			remove: join(rounds, fn),
		}),
	};
}
