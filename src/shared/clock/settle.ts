/**
 * Yields the calling thread until `run` answers; an answer that comes at once costs no yield.
 * Whoever is gone meanwhile (its thread was cancelled) is left alone.
 */
export function settle<T extends defined>(run: (done: (answer: T) => void) => void): T {
	const thread = coroutine.running();
	let answer: T | undefined;
	let waiting = false;
	run(value => {
		if (answer !== undefined) return;
		answer = value;
		if (waiting && coroutine.status(thread) === "suspended") task.spawn(thread);
	});
	while (answer === undefined) {
		waiting = true;
		coroutine.yield();
	}
	return answer;
}
