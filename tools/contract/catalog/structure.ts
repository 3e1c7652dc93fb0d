import { clamp, createRandom, hash, type Random, round } from "./random.ts";
import type { Track } from "./types.ts";

/** Labels in the order a piece goes through them, with their energy from 1 to 4. */
const forms: ReadonlyArray<ReadonlyArray<readonly [label: string, energy: number]>> = [
	[
		["Intro", 1],
		["Verse", 2],
		["Chorus", 3],
		["Verse", 2],
		["Chorus", 3],
		["Bridge", 2],
		["Chorus", 4],
		["Outro", 1],
	],
	[
		["Intro", 1],
		["Build", 2],
		["Drop", 4],
		["Breakdown", 2],
		["Build", 3],
		["Drop", 4],
		["Outro", 2],
	],
	[
		["Intro", 1],
		["Main", 2],
		["Break", 1],
		["Main", 3],
		["Climax", 4],
		["Outro", 1],
	],
	[
		["Main", 3],
		["Transition", 2],
		["Peak", 4],
		["Main", 3],
	],
];
const colors: Readonly<Record<string, string>> = {
	Intro: "rgba(120,144,156,0.4)",
	Outro: "rgba(120,144,156,0.4)",
	Chorus: "rgba(255,167,38,0.4)",
	Drop: "rgba(239,83,80,0.4)",
};

interface Segment {
	start: number;
	end: number;
	label?: string;
	energy: number | null;
	bar_start?: number;
	bar_end?: number;
	bars: number | null;
	color?: string;
	metadata?: Record<string, string | number>;
	lane?: string;
}

function beatGrid(track: Track, random: Random) {
	const lead = random.chance(0.5) ? 0 : random.between(0.05, 1.5);
	const beat = 60 / track.bpm;
	const times: number[] = [];
	const downbeats: number[] = [];
	for (let n = 0; lead + n * beat < track.duration - random.between(0, 0.01); n++) {
		const time = round(lead + n * beat, 3);
		times.push(time);
		if (n % 4 === 0) downbeats.push(time);
	}
	return { times, downbeats };
}

/** Cuts the downbeats into parts of about equal length, all whole bars, that cover the track. */
function cut(
	track: Track,
	downbeats: readonly number[],
	parts: number,
): { start: number; end: number; from: number; to: number }[] {
	const bars = downbeats.length;
	const per = Math.max(4, Math.round(bars / parts / 4) * 4);
	const cuts: { start: number; end: number; from: number; to: number }[] = [];
	for (let from = 0; from < bars; from += per) {
		const to = Math.min(bars, from + per);
		cuts.push({
			start: from === 0 ? 0 : downbeats[from]!,
			end: to === bars ? track.duration : downbeats[to]!,
			from,
			to,
		});
	}
	return cuts;
}

function authored(random: Random, segment: Segment, index: number): Segment {
	const lane = index % 5 === 4 ? "lights" : "main";
	const metadata = random.chance(0.4)
		? { cue: random.pick(["flash", "spawn", "camera"]), easing: "quad", strength: random.integer(1, 10) }
		: {};
	return { ...segment, metadata: metadata as Record<string, string | number>, lane };
}

/** Beats, sections and phrases of a track. About 4 % have no beats, about 9 % no labels; both are normal answers. */
export function structureOf(track: Track, seed: number, withMetadata: boolean): Record<string, unknown> {
	const random = createRandom(hash(seed, "structure", track.index));
	// The documented track has everything, so that examples show something.
	const hasBeats = track.index === 0 || !random.chance(0.04);
	const hasLabels = track.index === 0 || !random.chance(0.09);
	const grid = beatGrid(track, random);
	const form = random.pick(forms);
	const describe = (parts: ReturnType<typeof cut>, fine: boolean): Segment[] =>
		parts.map(({ start, end, from, to }, i): Segment => {
			const [label, energy] = form[Math.min(form.length - 1, Math.floor((i / parts.length) * form.length))]!;
			const known = clamp(energy + (track.feel[0]! > 0.5 ? 1 : 0), 1, 4);
			return {
				start,
				end,
				...(random.chance(0.04) ? {} : { label }),
				energy: random.chance(0.05) ? null : known,
				...(random.chance(0.05) ? {} : { bar_start: from + 1, bar_end: to }),
				bars: fine ? null : to - from,
				...(colors[label] === undefined ? {} : { color: colors[label] }),
			};
		});
	const sections = hasLabels && hasBeats ? describe(cut(track, grid.downbeats, form.length * 2), true) : [];
	const phrases = hasLabels && hasBeats ? describe(cut(track, grid.downbeats, form.length), false) : [];
	const layers = withMetadata
		? {
				sections: sections.map((s, i) => authored(random, s, i)),
				phrases: phrases.map((s, i) => authored(random, s, i)),
			}
		: { sections, phrases };
	return {
		asset_id: track.id,
		duration: random.chance(0.02) ? null : track.duration,
		bpm: hasBeats ? track.bpm : null,
		track_energy: random.chance(0.03) ? null : round(clamp(2 + track.feel[0]! * 2, 0, 4), 2),
		beat_grid: hasBeats ? grid : null,
		...layers,
		...(withMetadata ? { lanes: [...new Set([...layers.sections, ...layers.phrases].map(s => s.lane))] } : {}),
	};
}
