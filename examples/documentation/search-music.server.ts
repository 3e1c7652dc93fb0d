import AudioScape from "@rbxts/audioscape";
import { HttpService, Workspace } from "@rbxts/services";

const client = new AudioScape(HttpService.GetSecret("audioscape"));
const bgmSound = new Instance("Sound", Workspace);

// Swap BGM when the player enters the boss arena
const [result, err] = client.search({ query: "dark cinematic boss tension", limit: 1 });
if (result !== undefined && !result.tracks.isEmpty()) {
	bgmSound.SoundId = `rbxassetid://${result.tracks[0].asset_id}`;
	bgmSound.Play();
} else warn(err ?? "no tracks");
