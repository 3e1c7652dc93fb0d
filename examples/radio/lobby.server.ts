// A lobby station that rises in energy, with votes and a server-side log of why each track was chosen.
import AudioScape from "@rbxts/audioscape";
import { HttpService } from "@rbxts/services";

const client = new AudioScape(HttpService.GetSecret("audioscape"));

const radio = client.createRadio({
	name: "lobby",
	query: "upbeat electronic",
	energy: "rise",
	crossfade: 6,
	volume: 0.4,
});

radio.trackChanged.Connect(now => {
	if (now !== undefined) print(`${now.track.name} by ${now.track.artist}: ${now.reason}`);
});
radio.queueChanged.Connect(() => {
	for (const track of radio.queue) print(`next: ${track.name}: ${track.reason}`);
});
radio.trackFailed.Connect((track, why) => print(`left out ${track.asset_id}: ${why}`));

const [ok, err] = radio.start();
if (!ok) warn(err);
