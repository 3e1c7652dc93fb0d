import { fork } from "node:child_process";
import path from "node:path";

/** How one command line ended. */
export interface Outcome {
	readonly status: number;
	readonly stdout: string;
	readonly stderr: string;
}

/**
 * One process that runs command lines one after the other: starting Node with TypeScript costs more than most of them.
 * Whether the process itself ends with the right code, `bin.mjs` has to show on its own.
 *
 * @example
 * const cli = startCli();
 * const { status, stdout } = await cli.run("headless", "run", "main.luau");
 * cli.close();
 */
export const startCli = (cwd = path.resolve(import.meta.dirname, "../../..")) => {
	const execArgv = ["--import", import.meta.resolve("tsx")];
	const child = fork(path.join(import.meta.dirname, "child.ts"), { cwd, execArgv });
	let queue: Promise<unknown> = Promise.resolve();
	const send = (argv: readonly string[]): Promise<Outcome> =>
		new Promise((resolve, reject) => {
			const ended = (code: number | null): void => reject(new Error(`the process ended with ${code}`));
			child.once("exit", ended);
			child.once("message", outcome => {
				child.off("exit", ended);
				resolve(outcome as Outcome);
			});
			child.send(argv);
		});
	return {
		run: (...argv: string[]): Promise<Outcome> => {
			const outcome = queue.then(() => send(argv));
			queue = outcome.catch(() => undefined);
			return outcome;
		},
		close: (): void => void child.kill(),
	};
};
