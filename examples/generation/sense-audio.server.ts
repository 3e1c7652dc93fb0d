// Four variants of one effect from SenseAudio, as buffers of WAV or FLAC. A tool would write them to disk.
import AudioScape from "@rbxts/audioscape";
import { HttpService, Workspace } from "@rbxts/services";

const sense = new AudioScape.SenseAudio(HttpService.GetSecret("senseaudio"), {
	baseUrl: Workspace.GetAttribute("SenseAudioUrl") as string,
});

const [result, err, problem] = sense.generate({ prompt: "footsteps in fresh snow", n: 4, seed: 8 });
if (result !== undefined) {
	result.clips.forEach((clip, index) => print(index + 1, result.format, buffer.len(clip) > 0));
} else warn(err, problem?.kind);
