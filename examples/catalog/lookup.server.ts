// What is known of tracks whose ids you have: digits, numbers, content strings and Sounds all do.
import AudioScape from "@rbxts/audioscape";
import { HttpService } from "@rbxts/services";

const client = new AudioScape(HttpService.GetSecret("audioscape"));

const sound = new Instance("Sound");
sound.SoundId = "rbxassetid://123456789";

const [result, err] = client.lookup({ asset_ids: [sound, 42, "123456789"] });
if (result !== undefined) {
	for (const track of result.tracks) print(track.asset_id, track.name, track.duration);
	print("unknown:", (result.meta.missing_ids ?? []).join(", "));
} else warn(err);
