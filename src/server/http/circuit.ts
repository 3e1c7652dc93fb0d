import type { Problem } from "../../shared/wire/problem";
import type { Stage } from "./call";
import type { HttpPorts } from "./ports";
import { isPassing } from "./problem";

/** Failed attempts in a row that open the circuit of an endpoint. */
const THRESHOLD = 10;
const FIRST_REST = 5;
const LONGEST_REST = 30;
/** Somebody is finding out right now. */
const PROBING_SECONDS = 1;

interface Circuit {
	failures: number;
	rest: number;
	openUntil: number;
	probing: boolean;
	last?: Problem;
}

/**
 * Stops asking an endpoint that keeps failing: calls are answered at once with the last failure and with when asking makes
 * sense again, and from time to time one of them goes through to see whether it works again.
 */
export function createCircuit(ports: Pick<HttpPorts, "now">): (onward: Stage) => Stage {
	const circuits = new Map<string, Circuit>();
	const circuitOf = (name: string) => {
		let circuit = circuits.get(name);
		if (circuit === undefined) {
			circuit = { failures: 0, rest: 0, openUntil: 0, probing: false };
			circuits.set(name, circuit);
		}
		return circuit;
	};
	return onward => (call, done) => {
		const circuit = circuitOf(call.policy.name);
		const open = circuit.failures >= THRESHOLD;
		if (open && circuit.last !== undefined && (circuit.probing || ports.now() < circuit.openUntil)) {
			// Whoever is turned away comes back when the next one may try, instead of waiting longer each time.
			const retryAfter = math.max(circuit.openUntil - ports.now(), PROBING_SECONDS);
			const problem = { ...circuit.last, retryAfter, attempts: call.progress.attempts };
			done({ ok: false, problem, final: true });
			return;
		}
		circuit.probing = open;
		onward(call, outcome => {
			if (open) circuit.probing = false;
			if (!outcome.ok && isPassing(outcome.problem.kind)) {
				circuit.failures += 1;
				circuit.last = outcome.problem;
				if (circuit.failures >= THRESHOLD && ports.now() >= circuit.openUntil) {
					circuit.rest = math.clamp(circuit.rest * 2, FIRST_REST, LONGEST_REST);
					circuit.openUntil = ports.now() + circuit.rest;
				}
			} else if (outcome.ok || outcome.problem.status !== undefined) {
				circuit.failures = 0;
				circuit.rest = 0;
			}
			done(outcome);
		});
	};
}
