// A list of tracks in order, as a cutscene or a menu wants it.
import AudioScape from "@rbxts/audioscape";
import { HttpService } from "@rbxts/services";

const client = new AudioScape(HttpService.GetSecret("audioscape"));

const player = client.createPlayer({ volume: 0.4, crossfade: 2 });
player.trackChanged.Connect(track => print("on:", track?.asset_id));
player.trackFailed.Connect((track, why) => print("passed over:", track.asset_id, why));
player.queueFinished.Connect(() => print("the list is over"));

const [found, err] = client.search({ query: "calm piano", limit: 2 });
if (found !== undefined) {
	player.setQueue(found.tracks);
	player.queue("123456789");
	player.play();

	task.wait(3);
	player.skip();
	task.wait(3);
	// Softer while somebody speaks.
	player.setVolume(0.1, 1);
	task.wait(2);
	player.setVolume(0.4, 1);
} else warn(err);
