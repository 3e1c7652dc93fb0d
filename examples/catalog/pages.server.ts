// More rows than one page has: the next page is asked for when the loop gets there, and not before.
import AudioScape from "@rbxts/audioscape";
import { HttpService } from "@rbxts/services";

const client = new AudioScape(HttpService.GetSecret("audioscape"));

let minutes = 0;
for (const track of client.each("search", { query: "lofi", limit: 50 }, 120)) minutes += (track.duration ?? 0) / 60;
print(math.floor(minutes), "minutes of lofi in", client.stats.requests, "requests");

// What ended a loop early is told to the last argument.
for (const _ of client.each("similar", { asset_id: "42" }, 100, problem => print("no more:", problem.kind))) {
	print("never here");
}
