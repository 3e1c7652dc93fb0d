import type { Track } from "../../shared/wire/music";
import type { TrackStructure } from "../../shared/wire/structure";
import type { ExperienceCore, Manifest } from "../catalog/port";
import { askCatalog, sourceKey } from "./asking";
import { type Brain, createBrain, fillQueue, knownTrack } from "./brain";
import { createFeeding, questionNow, takeAnswer } from "./feeding";
import { radioMessages } from "./messages";
import { type RadioOptions, type RadioSettings, readRadioOptions } from "./options";

type BakedStation = NonNullable<Manifest["stations"]>[string];

/** The opening of a station, and what is wrong with its sources. */
export interface StationBake {
	station: BakedStation;
	faults: string[];
}

/** With so many to choose from and three in the queue a station does not ask before it is under way. */
const OPENING_TRACKS = 16;
const DICE = 1;

/** The structures of tracks. One that has none is faded by its length alone, and need not be asked about again. */
function structuresOf(
	core: ExperienceCore,
	tracks: ReadonlyArray<Track>,
	faults: string[],
): Record<string, TrackStructure> {
	const structures: Record<string, TrackStructure> = {};
	for (const { asset_id } of tracks) {
		const [structure, err, problem] = core.catalog.getStructure({ asset_id }, { priority: "background" });
		const unknown = problem?.kind === "not-found" || problem?.kind === "invalid-argument";
		if (structure !== undefined) structures[asset_id] = structure;
		else if (unknown) structures[asset_id] = { asset_id, sections: [], phrases: [] };
		else faults.push(err ?? "no answer");
	}
	return structures;
}

/** Asks what a station asks before it opens. Rows go to the brain. @returns what is wrong */
function askAll({ catalog }: ExperienceCore, settings: RadioSettings, brain: Brain): string[] {
	const feeding = createFeeding(settings, () => 0.5);
	const faults = new Array<string>();
	feeding.hungry = true;
	let question = questionNow(feeding, brain, os.clock(), 0);
	while (question !== undefined) {
		takeAnswer(feeding, brain, askCatalog(catalog, question), os.clock());
		const fault = feeding.problem?.message;
		if (fault !== undefined && !faults.includes(fault)) faults.push(fault);
		question = questionNow(feeding, brain, os.clock(), 0);
	}
	return faults;
}

/**
 * Asks what a station asks before it opens, and decides its first tracks by its own rules. Equal answers give equal
 * openings. Yields.
 *
 * @example
 * manifest.stations = { lobby: bakeStation(core, { query: "lofi" }).station };
 */
export function bakeStation(core: ExperienceCore, options: RadioOptions): StationBake {
	const given = readRadioOptions(options);
	const settings = { ...given, ahead: math.max(given.ahead, OPENING_TRACKS) };
	const dice = new Random(given.rng ?? DICE);
	const brain = createBrain(settings, () => dice.NextNumber());
	const faults = askAll(core, settings, brain);
	for (const id of given.seeds) {
		if (knownTrack(brain, id) === undefined) faults.push(radioMessages.unknownTrack(id));
	}
	fillQueue(brain, 0);
	const tracks = brain.queue.map(({ track }): Track => knownTrack(brain, track.asset_id) ?? track);
	const silent = tracks.isEmpty() && given.fallback.isEmpty();
	if (silent && faults.isEmpty()) faults.push(radioMessages.nothingToPlay);
	const structures = given.crossfade === "auto" ? structuresOf(core, tracks, faults) : undefined;
	return { station: { source: sourceKey(given), tracks, structures }, faults };
}
