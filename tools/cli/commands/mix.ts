import { readTrace, type TraceLine } from "headless-place";

import { readable, writable } from "../files.ts";
import { flagHelp, type FlagTable, parseFlags, UsageError } from "../flags.ts";
import { createMeter } from "../loudness/meter.ts";
import { MixError, webAudio } from "../mix/engine.ts";
import { messages } from "../mix/messages.ts";
import { mixdown, RATE } from "../mix/mixdown.ts";
import { musicGapOf } from "../mix/music-gap.ts";
import { clipFilesIn, ownClips } from "../mix/own-clips.ts";
import { wavFile } from "../mix/wav.ts";
import { createProgress } from "../progress.ts";
import { createScore, createSketches, type Score } from "../render/index.ts";
import { clock } from "../report/text.ts";

const flags: FlagTable = {
	player: { kind: "text", value: "N|NAME", help: "who hears it: a number in order of joining, or a name (1)" },
	out: { kind: "text", value: "FILE.wav", help: "where the sound goes (mix.wav)" },
	from: { kind: "number", value: "S", min: 0, help: "second of the run to begin with (0)" },
	to: { kind: "number", value: "S", min: 0, help: "second of the run to end with (its end)" },
	clips: { kind: "text", value: "DIR", help: "a folder with files of your own, named by asset id: 123.mp3 (sketches)" },
	bits: { kind: "text", oneOf: ["16", "24"], help: "bits of a sample (16)" },
	help: { kind: "switch", short: "-h", help: "show this help" },
};

function scoreOfFile(file: string): Score {
	const lines: readonly TraceLine[] = readTrace(readable(file));
	if (lines.length === 0) throw new UsageError(messages.noTrace(file));
	const gathering = createScore();
	for (const line of lines) gathering.take(line);
	if (gathering.isTooOld()) throw new UsageError(messages.tooOld(file));
	const score = gathering.score();
	if (score.players.length === 0) throw new UsageError(messages.noPlayers(file));
	return score;
}

function playerOf(given: string, { players }: Score): number {
	const named = players.indexOf(given.toLowerCase());
	const player = named === -1 && /^\d+$/.test(given) ? Number(given) - 1 : named;
	if (players[player] === undefined) throw new UsageError(messages.noPlayer(given, players));
	return player;
}

/** Which seconds of the run. */
function stretchOf({ from = 0, to }: { from?: number; to?: number }, { seconds }: Score) {
	if (from >= seconds) throw new UsageError(messages.badFrom(from, seconds));
	const end = Math.min(to ?? seconds, seconds);
	if (end <= from) throw new UsageError(messages.badTo(from, to ?? seconds));
	return { from, to: end };
}

/** The sounds that are heard: the user's own where there are any, sketches for the rest. */
function clipsOf(folder: string | undefined, score: Score, heard: ReadonlySet<string>, warn: (text: string) => void) {
	const sketches = createSketches(score.clips);
	if (folder === undefined) return { clips: sketches, told: messages.sketches(heard.size) };
	const files = clipFilesIn(folder);
	const sketched = [...heard].filter(clip => !files.has(clip));
	return {
		clips: ownClips(files, sketches, file => warn(messages.unreadable(file))),
		told: messages.ownClips(folder, heard.size - sketched.length, heard.size, sketched),
	};
}

/** Renders the run and writes it down. */
async function write(trace: string, given: ReturnType<typeof parseFlags>["flags"]): Promise<void> {
	const text = (name: string): string | undefined => given[name] as string | undefined;
	const out = text("out") ?? "mix.wav";
	const folder = text("clips");
	const score = scoreOfFile(trace);
	const player = playerOf(text("player") ?? "1", score);
	const { from, to } = stretchOf(given as { from?: number; to?: number }, score);
	writable(out);
	const progress = createProgress(process.stdout);
	const heard = new Set(
		score.voices.flatMap(one => (one.player === player && one.start < to && one.end > from ? [one.clip] : [])),
	);
	const warn = (sentence: string): void => {
		progress.done();
		console.error(`audioscape mix: ${sentence}`);
	};
	const { clips, told } = clipsOf(folder, score, heard, warn);
	const Context = await webAudio();
	const file = wavFile(out, { channels: 2, rate: RATE, bits: text("bits") === "24" ? 24 : 16 });
	let done = 0;
	const meter = createMeter(2, RATE);
	for await (const piece of mixdown(score, clips, Context, { player, from, to })) {
		file.write(piece);
		meter.add(piece);
		done += piece[0].length / RATE;
		progress.step(`${Math.ceil((done / (to - from)) * 10) * 10} % mixed`);
	}
	const { over } = file.end();
	progress.done();
	const name = score.players[player]!;
	console.log(`${clock(from)} to ${clock(to)} as ${name} heard it`);
	console.log(heard.size === 0 ? messages.silence(name) : told);
	if (over > 0) console.log(messages.over(over));
	console.log(out);
	if (heard.size > 0) console.log(messages.measured(meter.loudness(), musicGapOf(score, player, from, to)));
}

/**
 * `audioscape mix`: what one player of a run heard, as a WAV file.
 *
 * @returns 0 done, 1 where Web Audio is missing, 2 wrong use
 * @example
 * await mixCommand(["t.ndjson", "--player", "1", "--out", "mix.wav"]);
 */
export async function mixCommand(argv: string[]): Promise<number> {
	const { flags: given, rest } = parseFlags(argv, flags);
	if (given.help === true) {
		console.log(
			`audioscape mix TRACE: what one player of a run heard, as a WAV file\n\n${flagHelp(flags)}\n\n` +
				"TRACE is what play --trace wrote. Without --clips every sound is a sketch, made by what the catalog says of it.",
		);
		return 0;
	}
	const [trace, second] = rest;
	if (trace === undefined || second !== undefined) throw new UsageError(messages.usage);
	try {
		await write(trace, given);
		return 0;
	} catch (cause) {
		if (!(cause instanceof MixError)) throw cause;
		console.error(`audioscape mix: ${cause.message}`);
		return 1;
	}
}
