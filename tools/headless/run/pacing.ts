import { Timed } from "../net/network.ts";
import type { Engine, HostRequest } from "./engine.ts";
import type { HostOps } from "./host-ops.ts";
import { toWire } from "./host-ops.ts";

/** Real seconds that the VM may run before Node gets a turn. */
const SLICE = 0.05;
const NAP_MS = 4;

export interface PacingOptions {
	readonly ops: HostOps;
	/** Virtual seconds each answer costs; as measured when absent. */
	readonly latency?: number;
	/** The virtual second at which a request leaves, before it does. */
	readonly onRequest?: (sent: number) => void;
}

const nap = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));
const turn = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

/**
 * Drives an engine: virtual time runs as fast as it can, and no faster than the wall clock while an answer from
 * the network is awaited, so that an answer never costs less virtual time than it really took.
 */
export const createPacer = (engine: Engine, { ops, latency, onRequest }: PacingOptions) => {
	const state = { now: 0 };
	const inFlight = new Map<number, { sent: number; started: number }>();
	let arrived: (() => void) | undefined;

	const start = (request: HostRequest): void => {
		const started = performance.now();
		inFlight.set(request.id, { sent: request.sent, started });
		const settle = (result: unknown): void => {
			const measured = (performance.now() - started) / 1000;
			inFlight.delete(request.id);
			const [value, seconds] =
				result instanceof Timed ? [result.result, result.seconds] : [result, latency ?? measured];
			engine.answer(request.id, toWire(value), request.sent + seconds);
			arrived?.();
		};
		const op = ops[request.op];
		if (op === undefined) return settle({ error: `the host has no operation ${request.op}` });
		onRequest?.(request.sent);
		op(request.payload, { id: request.id, sent: request.sent }).then(settle, cause => settle({ error: String(cause) }));
	};

	const allowance = (): number => {
		if (inFlight.size === 0) return Infinity;
		if (latency !== undefined) return engine.answerLimit(latency);
		let limit = Infinity;
		for (const { sent, started } of inFlight.values())
			limit = Math.min(limit, sent + (performance.now() - started) / 1000);
		return limit;
	};
	const waitForAnswer = (ms: number): Promise<void> =>
		Promise.race([nap(ms), new Promise<void>(resolve => (arrived = resolve))]);

	/** Runs until a virtual time, or until `done` says so after a slice. */
	const runUntil = async (target: number, done: () => boolean = () => false): Promise<void> => {
		for (;;) {
			const limit = Math.min(target, Math.max(allowance(), state.now));
			const slice = engine.slice(limit, SLICE);
			state.now = slice.now;
			for (const request of slice.requests) start(request);
			if (slice.status === "stopped" || done()) return;
			if (slice.status === "limit") {
				if (limit >= target) return;
				await waitForAnswer(latency === undefined ? NAP_MS : 50);
			} else await turn();
		}
	};
	return { runUntil, now: () => state.now, inFlight: () => inFlight.size };
};
