import type Signal from "@rbxts/lemon-signal";

import { copyStep } from "../brain/walker";
import type { Step } from "../types";

/**
 * Tells the listeners of a step, each the listener's own copy. Without a listener nothing is copied: the signal's list
 * of connections is looked at for that, which lemon-signal (pinned) does not offer otherwise.
 */
export function fireStepped(
	signal: Signal<(character: Model | undefined, step: Step) => void>,
	character: Model | undefined,
	step: Step,
): void {
	const head = (signal as unknown as { _head?: unknown })._head;
	if (head === undefined || head === false) return;
	signal.Fire(character, copyStep(step));
}
