import { nearest } from "../flags.ts";
import type { Loudness } from "../loudness/meter.ts";
import { clock } from "../report/text.ts";
import type { Gap } from "./music-gap.ts";

/** Nobody hears a silence as short as this. */
const NO_GAP_SECONDS = 0.02;

const few = (names: readonly string[]): string =>
	names.length <= 3 ? names.join(", ") : `${names.slice(0, 3).join(", ")} and ${names.length - 3} more`;

/** Every sentence of `audioscape mix`. */
export const messages = {
	usage: "mix takes one trace, which play --trace wrote",
	missing: (version: string) =>
		`mix needs the optional package node-web-audio-api; type: npm install node-web-audio-api@${version}`,
	unusable: (why: string) => `node-web-audio-api does not run here: ${why}`,
	noTrace: (file: string) => `${file} holds no trace`,
	noPlayers: (file: string) => `${file} has no player who could hear anything`,
	tooOld: (file: string) =>
		`${file} does not tell where in their files sounds were: an older version wrote it; play once more`,
	noPlayer: (got: string, players: readonly string[]) => {
		const guess = nearest(got.toLowerCase(), players);
		const hint = guess === undefined ? "" : `; did you mean ${guess}?`;
		return `--player takes ${players.length === 1 ? "1" : `1 to ${players.length}`}, or a name (${few(players)}), got "${got}"${hint}`;
	},
	badFrom: (from: number, seconds: number) => `--from is at or after the end of the run (${seconds} s), got ${from}`,
	badTo: (from: number, to: number) => `--to must be after --from (${from}), got ${to}`,
	ownClips: (folder: string, own: number, all: number, sketched: readonly string[]) =>
		`${own} of ${all} sounds come from ${folder}${sketched.length === 0 ? "" : `; sketched are ${few(sketched)}`}`,
	unreadable: (file: string) => `${file} cannot be read as sound; it is sketched`,
	sketches: (all: number) =>
		`${all === 1 ? "the one sound is" : `all ${all} sounds are`} sketched from what the catalog says; --clips DIR takes your own files`,
	silence: (player: string) => `${player} heard nothing in this time: the file is silent`,
	/** The last line: how loud it is, and whether the music ever stopped. */
	measured: ({ integrated, truePeak }: Loudness, gap: Gap | undefined) => {
		const loud = Number.isFinite(integrated) ? `${integrated.toFixed(1)} LUFS` : "too short to measure its loudness";
		const silence =
			gap === undefined
				? "no music"
				: gap.seconds < NO_GAP_SECONDS
					? "no silence between music"
					: `the longest silence between music ${gap.seconds < 1 ? gap.seconds.toFixed(2) : gap.seconds.toFixed(1)} s at ${clock(gap.since)}`;
		return `${loud}, true peak ${truePeak.toFixed(1)} dBTP, ${silence}`;
	},
	over: (samples: number) =>
		`${samples === 1 ? "one sample was" : `${samples} samples were`} over full scale and cut; the run is that loud`,
} as const;
