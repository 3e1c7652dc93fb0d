// A sound effect made from words by FineVoice. A file is what comes back: upload it to Roblox before a game can play it.
import AudioScape from "@rbxts/audioscape";
import { HttpService } from "@rbxts/services";

const fine = new AudioScape.FineVoice(HttpService.GetSecret("finevoice"));

const [result, err, problem] = fine.generate({ prompt: "a heavy wooden door creaks open", duration: 4 });
if (result !== undefined) print("made", result.urls.size(), "file");
else warn(err, problem?.kind);

// Long ones are better waited for by the service: it is asked every few seconds until the deadline.
const [long] = fine.generate({ prompt: "rain on a tin roof", duration: 30, useAsync: true });
print("task", long?.taskId !== undefined);
