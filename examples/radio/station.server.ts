import AudioScape from "@rbxts/audioscape";
import { HttpService } from "@rbxts/services";

const client = new AudioScape(HttpService.GetSecret("audioscape"));
const radio = client.createRadio({
	name: "lobby",
	trending: true,
	crossfade: 4,
	energy: minute => math.sin(minute / 10),
});

radio.trackChanged.Connect(now => print(now?.track.name ?? "silence", now?.reason));

const [ok, err] = radio.start();
if (!ok) warn(err);
