// Impacts that never sound like a machine: a pool of likes for each, with levels and trims.
import AudioScape from "@rbxts/audioscape";
import { HttpService, Workspace } from "@rbxts/services";

const client = new AudioScape(HttpService.GetSecret("audioscape"));

const bank = client.createSoundBank({
	poolSize: 6,
	seeds: {
		step: "9120386436",
		door: { query: "wooden door" },
		menu: { playlist: "sfx-ui clicks-1785000000003" },
	},
});
const [ok, err] = bank.resolveAsync();
if (!ok) warn(err);
for (const name of ["step", "door", "menu"]) {
	print(`${name}: ${bank.getPool(name).size()} sounds, from ${bank.Pools[name]!.source}`);
}

const sound = new Instance("Sound");
sound.Parent = Workspace;
for (let count = 0; count < 3; count++) {
	const choice = bank.choose("step")!;
	sound.SoundId = `rbxassetid://${choice.assetId}`;
	sound.Volume = 0.5 * choice.gain;
	sound.TimePosition = choice.from ?? 0;
	sound.Play();
	task.wait(0.5);
}
