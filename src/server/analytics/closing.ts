import { RunService } from "@rbxts/services";

/** Work that the server waits for when it closes; each yields until it is done. */
const pending = new Set<() => void>();
let bound = false;

/** A server has 30 s in all; what is left then is cut off. */
const LIMIT_SECONDS = 25;
/** In Studio a close that waits is a developer who waits. */
const STUDIO_SECONDS = 3;
const POLL_SECONDS = 0.1;

function runAll() {
	// Handlers of the game run at the same time, in no order: let them say their last words first.
	task.wait();
	const endAt = os.clock() + (RunService.IsStudio() ? STUDIO_SECONDS : LIMIT_SECONDS);
	const running = new Set<() => void>();
	const done = new Set<() => void>();
	const waiting = () => {
		for (const work of pending) if (!done.has(work)) return work;
		return undefined;
	};
	while (os.clock() < endAt) {
		while (true) {
			const work = waiting();
			if (work === undefined) break;
			done.add(work);
			running.add(work);
			task.spawn(() => {
				pcall(work);
				running.delete(work);
			});
		}
		if (running.isEmpty()) break;
		task.wait(POLL_SECONDS);
	}
}

/** Binds to the server's close, once however many clients there are. */
export function watchClosing(): void {
	if (bound || !RunService.IsServer() || !RunService.IsRunning()) return;
	bound = true;
	game.BindToClose(runAll);
}

/** Has the server wait for `work` when it closes. @returns takes it back */
export function holdOpen(work: () => void): () => void {
	pending.add(work);
	return () => {
		pending.delete(work);
	};
}
