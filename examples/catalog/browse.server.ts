// Without words: what genres there are, what is in one of them, and what players listen to this week.
import AudioScape from "@rbxts/audioscape";
import { HttpService } from "@rbxts/services";

const client = new AudioScape(HttpService.GetSecret("audioscape"));

const [genres, err] = client.browse({ type: "genre", limit: 3 });
if (genres !== undefined) {
	for (const genre of genres.items) print(genre.display_name, genre.track_count);

	const [inside] = client.browse({ type: "genre", name: genres.items[0].slug, sort: "recent", limit: 2 });
	for (const track of inside?.tracks ?? []) print("-", track.name);

	const [trending] = client.browse({ type: "trending", limit: 1 });
	print("trending:", trending?.tracks[0].name);
} else warn(err);
