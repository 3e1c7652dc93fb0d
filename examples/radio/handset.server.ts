// The station that the LocalScript beside this script holds in its hand.
import AudioScape from "@rbxts/audioscape";
import { HttpService } from "@rbxts/services";

const client = new AudioScape(HttpService.GetSecret("audioscape"));

const radio = client.createRadio({ name: "lobby", query: "upbeat electronic", crossfade: 2, rng: 1 });
const [ok, err] = radio.start();
if (!ok) warn(err);
