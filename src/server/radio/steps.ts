import type { Brain } from "./brain";
import { radioMessages } from "./messages";
import type { Stage } from "./stage";

/** Going forwards and backwards by hand. */
export interface Steps {
	skip(): void;
	back(): void;
	/** Another track is on. */
	settle(): void;
	/** Forgets what was wanted. */
	cancel(): void;
}

export interface StepsPort {
	brain: Brain;
	stage: () => Stage;
	isActive: () => boolean;
	/** Fills the queue. */
	decide: () => void;
}

/** Makes the steps of a station. */
export function createSteps(port: StepsPort): Steps {
	const { brain } = port;
	let skips = 0;
	/** The track that is waited for was asked back. */
	let goingBack = false;

	function resolve(): void {
		let count = skips;
		skips = 0;
		if (!port.isActive() || count === 0) return;
		// One that is still loading was asked for before: it is the one to pass over.
		if (!port.stage().waiting()) count -= 1;
		for (let i = 0; i < count; i++) {
			brain.pass();
			port.decide();
		}
		goingBack = false;
		port.stage().advance();
	}

	return {
		skip() {
			// Those of one frame are counted together: two of them land on the former second.
			skips += 1;
			if (skips === 1) task.defer(resolve);
		},
		back() {
			const now = port.stage().now();
			if (now === undefined) return;
			// Called again before the first one is on: one track further back.
			const further = goingBack && port.stage().waiting();
			const before = brain.back(further);
			if (before === undefined) return;
			if (!further) brain.enqueue({ track: now.track, reason: now.reason }, "next");
			brain.enqueue({ track: before, reason: radioMessages.askedBack }, "next");
			goingBack = true;
			port.decide();
			port.stage().advance();
		},
		settle() {
			goingBack = false;
		},
		cancel() {
			goingBack = false;
			skips = 0;
		},
	};
}
