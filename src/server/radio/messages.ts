/** Everything the radio says, in one place. */
export const radioMessages = {
	noSource: "createRadio requires one of seed, query, playlist, genre, trending or fallback",
	badSource: (why: string) => `createRadio: ${why}`,
	nothingToPlay: "the station found nothing to play: no track matches its seeds, query and filters",
	destroyed: "the radio was destroyed",
	stoppedMeanwhile: "the radio was stopped while it started",
	nameTaken: (name: string) => `a station named '${name}' exists already: destroy it first, or choose another name`,
	unknownTrack: (id: string) => `no track with asset id ${id} is in the catalog`,
	unknownSeed: (station: string, id: string) =>
		`[AudioScape] radio '${station}': the catalog knows no track with the seed's asset id ${id}, so nothing like it is found; it plays where there is nothing else`,
	askedBack: "asked back by previous()",
	requested: (position: string) => `requested (${position})`,
	deadTrack: (id: string) => `asset ${id} could not be loaded a moment ago; it is tried again later`,
	soundGone: "[AudioScape] the Sound given to the station was destroyed; the station has stopped",
	curve: (why: string) => `[AudioScape] the radio's energy function failed: ${why}; tracks are chosen without it`,
} as const;
