import type { Bridge } from "../../shared/bridge";
import { STEPS_SUFFIX, type WireStep } from "../../shared/footsteps/document";
import type { Step } from "../../shared/footsteps/types";
import { createScope } from "../../shared/scope/scope";
import { timebase } from "../../shared/sound";

/** Sends the steps a server asks for to the players. */
export interface ServerSteps {
	send: (step: Step, at: Vector3 | undefined) => void;
	destroy: () => void;
}

/** Steps stay in the document this long, so that one which is replaced in the next frame is not lost. */
const WINDOW_SECONDS = 0.5;

function round(value: number): number {
	return math.round(value * 1000) / 1000;
}

/** Gathers the steps of a moment into one document. */
export function createServerSteps(bridge: Bridge, topic: string): ServerSteps {
	const steps: WireStep[] = [];
	let count = 0;
	const scope = createScope();
	let pending = false;
	scope.own(() => bridge.clear(topic + STEPS_SUFFIX));

	const flush = scope.alive(() => {
		pending = false;
		bridge.publish(topic + STEPS_SUFFIX, { steps });
	});

	return {
		send: (step, at) => {
			const now = timebase.serverNow();
			while (!steps.isEmpty() && now - steps[0]!.t > WINDOW_SECONDS) steps.shift();
			count += 1;
			steps.push({
				n: count,
				t: now,
				surface: step.surface,
				id: step.assetId,
				speed: round(step.speed),
				gain: round(step.gain),
				from: step.from,
				to: step.to,
				left: step.foot === "left",
				gait: step.gait !== "walk" ? step.gait : undefined,
				wet: step.wet ? true : undefined,
				at: at && [round(at.X), round(at.Y), round(at.Z)],
			});
			if (pending) return;
			pending = true;
			task.defer(flush);
		},
		destroy: scope.release,
	};
}
