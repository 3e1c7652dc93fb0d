// Nothing raises at run time. Every call answers result, err, problem: err is for people, problem?.kind for code.
import AudioScape, { type Track } from "@rbxts/audioscape";
import { HttpService } from "@rbxts/services";

const client = new AudioScape(HttpService.GetSecret("audioscape"));

function trackLike(id: string): Track | undefined {
	const [result, err, problem] = client.similar(id, { limit: 1 });
	if (result !== undefined) return result.tracks[0];
	if (problem?.kind === "not-found") print("not in the catalog:", id);
	// Refused before any request: the sentence names the argument.
	else if (problem?.kind === "invalid-argument") print("a mistake of ours:", err);
	else if (problem?.kind === "rate-limited" || problem?.kind === "budget-exhausted") {
		print("too much at once; again in", problem?.retryAfter ?? 60);
	}
	// network, timeout, server, unauthorized...: what was there before keeps playing.
	else warn(err);
	return undefined;
}

print(trackLike("123456789") !== undefined);
print(trackLike("42"));
print(trackLike("my favourite song"));
