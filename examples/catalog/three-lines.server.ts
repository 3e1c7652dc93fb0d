import AudioScape from "@rbxts/audioscape";
import { HttpService } from "@rbxts/services";

const client = new AudioScape(HttpService.GetSecret("audioscape"));
print(client.search({ query: "warm village folk" })[0]?.tracks[0]?.name);
