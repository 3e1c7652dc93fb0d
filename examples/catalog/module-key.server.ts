// One key for the whole place: the module itself is the client, wherever it is imported.
import AudioScape from "@rbxts/audioscape";
import { HttpService } from "@rbxts/services";

AudioScape.setApiKey(HttpService.GetSecret("audioscape"));

const [result, err] = AudioScape.search({ query: "harbour at dawn", limit: 1 });
print(result?.tracks[0].name ?? err);
