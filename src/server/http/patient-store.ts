import { withLimit } from "../../shared/clock/with-limit";
import type { HttpPorts, SharedStore } from "./ports";

/** Seconds a store call may take before the request goes its own way. */
const PATIENCE = 3;
/** Seconds the store is left alone after it failed. */
const REST = 60;

/** How a store call ended: too many ask for this key just now, or the store is of no use. */
export type StoreReply = "ok" | "throttled" | "failed";

/** The shared store, asked with patience, and left alone for a while after it failed. */
export interface PatientStore {
	isResting: () => boolean;
	read: (key: string, done: (reply: StoreReply, raw?: unknown) => void) => void;
	update: (key: string, change: (raw: unknown) => unknown, done: (reply: StoreReply) => void) => void;
}

export function createPatientStore(
	ports: Pick<HttpPorts, "now" | "delay" | "spawn"> & { store: SharedStore },
): PatientStore {
	const { store } = ports;
	let restUntil = 0;

	function ask(work: () => unknown, done: (reply: StoreReply, value?: unknown) => void) {
		let isThrottled = false;
		const attempt = () => {
			const [ok, value] = pcall(work);
			if (ok) return value;
			isThrottled = string.find(tostring(value).lower(), "throttled", 1, true)[0] !== undefined;
			return error(value, 0);
		};
		withLimit(ports, PATIENCE, attempt, (ok, value) => {
			if (!ok && !isThrottled) restUntil = ports.now() + REST;
			done(ok ? "ok" : isThrottled ? "throttled" : "failed", value);
		});
	}

	return {
		isResting: () => ports.now() < restUntil || !store.affordable(),
		read: (key, done) => ask(() => store.read(key), done),
		update: (key, change, done) => ask(() => store.update(key, change), done),
	};
}
