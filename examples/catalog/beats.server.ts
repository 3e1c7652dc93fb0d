// A lamp that blinks with the music: its beats and sections are asked for once, and then every frame for nothing.
import AudioScape from "@rbxts/audioscape";
import { HttpService, RunService, Workspace } from "@rbxts/services";

const client = new AudioScape(HttpService.GetSecret("audioscape"));
const TRACK = "123456789";

const lamp = new Instance("Part");
lamp.Anchored = true;
lamp.Material = Enum.Material.Neon;
lamp.Parent = Workspace;

const [structure, err] = client.getStructure(TRACK);
if (structure === undefined) warn(err);
else print(structure.sections?.size() ?? 0, "sections at", structure.bpm, "bpm");

const began = time();
let lastBeat = 0;
let lastSection: number | undefined;
RunService.Heartbeat.Connect(() => {
	const now = time() - began;
	const [beat] = client.beatAtTime(TRACK, now);
	if (beat !== undefined && beat.index !== lastBeat) {
		lastBeat = beat.index;
		lamp.Transparency = beat.is_downbeat ? 0 : 0.5;
	}
	const [section] = client.sectionAtTime(TRACK, now);
	if (section !== undefined && section.start !== lastSection) {
		lastSection = section.start;
		print("section", section.label, section.start, section.end);
	}
});
