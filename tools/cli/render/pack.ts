import type { SoundRole } from "../report/types.ts";
import type { ClipFacts, Course, Curve, Ending, Score, Tone, Voice } from "./types.ts";

const ROLES: readonly SoundRole[] = ["radio", "zone", "step", "other"];
const ENDINGS: readonly Ending[] = ["ended", "stop", "pause", "destroy", "swap", "leave", "still playing"];

/** A voice without the names of its fields; player, clip, role and ending by number. */
type PackedVoice = readonly [
	player: number,
	clip: number,
	role: number,
	start: number,
	end: number,
	ending: number,
	course: readonly Course[],
	gains: Curve,
	pans: Curve | 0,
	tones: readonly Tone[] | 0,
];

/** A score as it travels: half the size of the same as JSON. */
export interface PackedScore {
	readonly seconds: number;
	readonly players: readonly string[];
	readonly clips: ReadonlyArray<readonly [id: string, facts: ClipFacts]>;
	readonly voices: readonly PackedVoice[];
}

/**
 * Makes a score small, to be put into a page as JSON.
 *
 * @example
 * const text = JSON.stringify(packScore(score));
 */
export function packScore({ seconds, players, clips, voices }: Score): PackedScore {
	const ids = Object.keys(clips);
	const numbers = new Map(ids.map((id, index) => [id, index]));
	return {
		seconds,
		players,
		clips: ids.map(id => [id, clips[id]!]),
		voices: voices.map(({ player, clip, role, start, end, ending, course, gains, pans, tones }) => [
			player,
			numbers.get(clip)!,
			ROLES.indexOf(role),
			start,
			end,
			ENDINGS.indexOf(ending),
			course,
			gains,
			pans ?? 0,
			tones ?? 0,
		]),
	};
}

/** The score again. */
export function unpackScore({ seconds, players, clips, voices }: PackedScore): Score {
	return {
		seconds,
		players,
		clips: Object.fromEntries(clips),
		voices: voices.map(([player, clip, role, start, end, ending, course, gains, pans, tones]): Voice => ({
			player,
			clip: clips[clip]![0],
			role: ROLES[role]!,
			start,
			end,
			ending: ENDINGS[ending]!,
			course,
			gains,
			...(pans === 0 ? {} : { pans }),
			...(tones === 0 ? {} : { tones }),
		})),
	};
}
