// A menu asks for music by itself; a LocalScript of a game that opened access (menu.server).
import AudioScapeClient from "@rbxts/audioscape/out/access/player";

const client = new AudioScapeClient();

const [result, err] = client.search({ query: "lofi chill beats", limit: 3 });
if (result) {
	for (const track of result.tracks) print(`- ${track.name} by ${track.artist}`);

	const [alike] = client.similar(result.tracks[0]!, { limit: 5, max_score: 0.9 });
	print(`${alike ? alike.tracks.size() : 0} like the first`);

	const pages = client.getAssetService().SearchAudioAsync({ SearchKeyword: "boss tension" });
	print(`${pages.GetCurrentPage().size()} on the first page`);
} else warn(err);
