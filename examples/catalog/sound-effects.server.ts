// Sound effects: by words, by category, and by what is used a lot.
import AudioScape from "@rbxts/audioscape";
import { HttpService } from "@rbxts/services";

const client = new AudioScape(HttpService.GetSecret("audioscape"));

const [doors, err] = client.sfxSearch({ query: "heavy wooden door", filters: { duration: { max: 4 } }, limit: 3 });
if (doors !== undefined) {
	for (const effect of doors.tracks) print(effect.name, effect.category, effect.duration);

	// The names of categories are those of the taxonomy, verbatim.
	const [families] = client.getSfxTaxonomy();
	print(families?.taxonomy[0].broader_category);

	const category = doors.tracks[0].category;
	const [steps] = client.sfxSearch({ filters: { categories: category !== undefined ? [category] : [] }, limit: 100 });
	print(steps?.meta.total, "in that category");

	const [trending] = client.sfxBrowse({ type: "trending", limit: 1 });
	print("trending:", trending?.tracks[0].name);
} else warn(err);
