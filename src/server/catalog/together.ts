import { settle } from "../../shared/clock/settle";
import { withLimit } from "../../shared/clock/with-limit";
import type { HttpPorts } from "../http/ports";

/** Room for calls that have a deadline of their own. */
const SLACK = 600;

/** Runs yielding jobs at the same time and returns when all are done. A job that hangs is not waited for for ever. */
export function together(ports: Pick<HttpPorts, "delay" | "spawn">, jobs: Array<() => void>, seconds = SLACK): void {
	if (jobs.isEmpty()) return;
	settle<true>(done => {
		let left = jobs.size();
		for (const job of jobs) {
			withLimit(ports, seconds, job, () => {
				left -= 1;
				if (left === 0) done(true);
			});
		}
	});
}
