// Everything a catalog call can tell: results, one readable sentence, the typed problem, pages, Promises, counters.
import AudioScape from "@rbxts/audioscape";
import { HttpService } from "@rbxts/services";

const client = new AudioScape(HttpService.GetSecret("audioscape"), { deadline: 20, requestsPerMinute: 200 });

const chase = { query: "tense chase", filters: { duration: { min: 60, max: 240 }, instrumental: true }, limit: 3 };

function show(): void {
	const [found, err, problem] = client.search(chase);
	if (found === undefined) {
		warn(err);
		if (problem?.kind === "rate-limited") warn("try again in", problem.retryAfter);
		return;
	}
	for (const track of found.tracks) print(track.name, "by", track.artist, track.bpm);

	// Near-duplicates left out, a second page asked for when it is needed.
	let effects = 0;
	for (const effect of client.each("sfxSimilar", { asset_id: "9120386436", dedupe: true }, 120)) {
		if ((effect.duration ?? 0) < 1) effects += 1;
	}
	print(effects, "short steps");

	const [beat] = client.beatAtTime(found.tracks[0], 30);
	if (beat !== undefined) print("beat", beat.beat_num, "at", beat.time);

	client.promises
		.getSfxTaxonomy()
		.then(answer => print(answer.taxonomy.size(), "families of effects"))
		.catch((problem: unknown) => warn(problem));

	// The same question again costs no request.
	client.search(chase);
	print("answered from memory:", client.stats.hits);
}

show();
