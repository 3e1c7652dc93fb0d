// The same methods as Promises: several at once, and one place for what goes wrong.
import AudioScape, { type Problem } from "@rbxts/audioscape";
import { HttpService } from "@rbxts/services";

const client = new AudioScape(HttpService.GetSecret("audioscape"));
const { promises } = client;

promises
	.search({ query: "boss tension", limit: 1 })
	.then(found => {
		print("like", found.tracks[0].name);
		return promises.similar(found.tracks[0], { limit: 3 });
	})
	.then(like => {
		for (const track of like.tracks) print("-", track.name);
		return promises.sfxSimilar("42");
	})
	.catch((reason: unknown) => {
		const problem = reason as Problem;
		print(problem.kind, problem.endpoint);
	})
	.finally(() => print("done"));
