import AudioScape from "@rbxts/audioscape";
import { HttpService, Workspace } from "@rbxts/services";

const client = new AudioScape(HttpService.GetSecret("audioscape"));
const bgmSound = new Instance("Sound", Workspace);

// Radio mode: when the current track ends, queue one that sounds like it
// Note: bgmSound.Looped must be false, otherwise Ended never fires
let nowPlayingId = "123456789";

bgmSound.Ended.Connect(() => {
	const [result, err] = client.similar({ asset_id: nowPlayingId, limit: 1 });
	if (result === undefined || result.tracks.isEmpty()) {
		warn(err ?? "no similar tracks");
		return;
	}
	nowPlayingId = result.tracks[0].asset_id;
	bgmSound.SoundId = `rbxassetid://${nowPlayingId}`;
	bgmSound.Play();
});

bgmSound.SoundId = `rbxassetid://${nowPlayingId}`;
bgmSound.Play();
