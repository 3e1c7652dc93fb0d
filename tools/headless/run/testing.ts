import { runHeadless, type RunOptions, type RunResult } from "./run-headless.ts";

/** Runs server code in an empty place and returns what was printed, without the peer's name where it is the server. */
export const printed = async (source: string, options: Partial<RunOptions> = {}): Promise<string[]> => {
	const { trace } = await runOn(source, options);
	return trace
		.filter(line => line.kind === "log")
		.map(
			line =>
				`${line.peer === "server" ? "" : `${line.peer}: `}${line.level === "print" ? "" : `${String(line.level)}: `}${String(line.text)}`,
		);
};

/** Runs server code in an empty place, 5 virtual seconds long unless said otherwise. */
export const runOn = (source: string, options: Partial<RunOptions> = {}): Promise<RunResult> =>
	runHeadless({
		place: false,
		seconds: 5,
		characters: false,
		serverScripts: [{ name: "Main", source }],
		...options,
	});

/** A LocalScript for the players of a run. */
export const onPlayers = (source: string, players = 1): Partial<RunOptions> => ({
	players,
	playerScripts: [{ name: "Player", source }],
});
