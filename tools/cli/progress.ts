/** Tells what long work is at: one line that changes on a terminal, a line each elsewhere. */
export interface Progress {
	step(text: string): void;
	/** Clears the changing line, before anything else is printed. */
	done(): void;
}

/**
 * Makes a progress line.
 *
 * @example
 * const progress = createProgress(process.stdout);
 * progress.step("generating 2 of 4");
 */
export function createProgress(out: NodeJS.WriteStream): Progress {
	const changing = out.isTTY === true && process.env.TERM !== "dumb";
	let last = "";
	return {
		step(text) {
			if (text === last) return;
			last = text;
			if (!changing) console.log(text);
			else out.write(`\r\u001b[2K${text.slice(0, (out.columns ?? 80) - 1)}`);
		},
		done() {
			if (changing && last !== "") out.write("\r\u001b[2K");
			last = "";
		},
	};
}
