// By likeness: music like a track you love, and the variants of one sound effect.
import AudioScape from "@rbxts/audioscape";
import { HttpService } from "@rbxts/services";

const client = new AudioScape(HttpService.GetSecret("audioscape"));

const [music, err] = client.similar("123456789", { limit: 5, dedupe: true });
if (music !== undefined) {
	for (const track of music.tracks) print(track.name, track.score);

	// As much alike as it gets, without being the same recording.
	const [steps] = client.sfxSimilar({ asset_id: "9120386436", max_score: 0.97, limit: 8 });
	print(steps?.tracks.size(), "variants of a step");
} else warn(err);
