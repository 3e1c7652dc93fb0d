import type { Clock } from "./clock";

/** Runs yielding work in a thread of its own and answers once: with its result, or after `seconds` without one. */
export function withLimit<T>(
	clock: Pick<Clock, "delay" | "spawn">,
	seconds: number,
	work: () => T,
	done: (ok: boolean, value: T | undefined) => void,
): void {
	let settled = false;
	const cancel = clock.delay(seconds, () => {
		if (settled) return;
		settled = true;
		done(false, undefined);
	});
	clock.spawn(() => {
		const [ok, value] = pcall(work);
		if (settled) return;
		settled = true;
		cancel();
		done(ok, ok ? (value as T) : undefined);
	});
}
