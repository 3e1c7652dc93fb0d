import AudioScape from "@rbxts/audioscape";
import { HttpService } from "@rbxts/services";

const client = new AudioScape(HttpService.GetSecret("audioscape"));

const [found, err] = client.search({ query: "warm village folk", limit: 3 });
if (found === undefined) warn(err);
else for (const track of found.tracks) print(track.name, track.genre, track.loudness_lufs);

client.promises
	.similar({ asset_id: "123456789", limit: 5 })
	.then(result => print(`${result.tracks.size()} tracks like it`))
	.catch((problem: unknown) => warn(problem));
