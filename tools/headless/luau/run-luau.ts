import { runHeadless, type RunOptions, type TraceLine } from "../run/index.ts";

export interface LuauRun {
	/** What `say(label, ...)` printed, by peer and label: `facts.get("server:ended")`. Several lines of a label are joined by " | ". */
	readonly facts: ReadonlyMap<string, string>;
	readonly trace: readonly TraceLine[];
	/** Trace lines of kind `sound` on a peer, as `event@t` of one sound's name. */
	events(peer: string, name: string): string[];
	gains(peer: string, name: string): { t: number; gain: number }[];
}

const SAY = "local function say(label, ...) print('@' .. label, ...) end\n";

/**
 * Runs a server script and a script of each player in an empty place, for the specs of the engine's classes.
 *
 * @example const run = await runLuau({ server: "say('answer', 42)", seconds: 1 });
 */
export const runLuau = async (
	options: { server?: string; player?: string; seconds: number } & Partial<RunOptions>,
): Promise<LuauRun> => {
	const { server, player, ...rest } = options;
	const result = await runHeadless({
		place: false,
		players: player === undefined ? 0 : 1,
		...rest,
		...(server === undefined ? {} : { serverScripts: [{ name: "server", source: SAY + server }] }),
		...(player === undefined ? {} : { playerScripts: [{ name: "player", source: SAY + player }] }),
	});
	if (result.errors > 0) throw new Error(result.output.join("\n"));
	const facts = new Map<string, string>();
	const ids = new Map<string, Set<unknown>>();
	for (const line of result.trace) {
		if (line.kind === "log") {
			const match = /^@(\S+)(?: (.*))?$/s.exec(String(line["text"]));
			if (!match) continue;
			const key = `${line.peer}:${match[1]}`;
			const before = facts.get(key);
			facts.set(key, before === undefined ? (match[2] ?? "") : `${before} | ${match[2] ?? ""}`);
		} else if (line.kind === "sound") {
			const key = `${line.peer}:${String(line["path"]).split(".").at(-1)}`;
			ids.set(key, (ids.get(key) ?? new Set()).add(line["id"]));
		}
	}
	const round = (value: unknown): number => Math.round(Number(value) * 1000) / 1000;
	const of = (peer: string, name: string, kind: string): TraceLine[] =>
		result.trace.filter(
			line => line.kind === kind && line.peer === peer && ids.get(`${peer}:${name}`)?.has(line["id"]),
		);
	return {
		facts,
		trace: result.trace,
		events: (peer, name) => of(peer, name, "sound").map(line => `${String(line["event"])}@${round(line.t)}`),
		gains: (peer, name) => of(peer, name, "gain").map(line => ({ t: round(line.t), gain: Number(line["gain"]) })),
	};
};
