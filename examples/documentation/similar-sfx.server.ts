import AudioScape from "@rbxts/audioscape";
import { HttpService, Workspace } from "@rbxts/services";

const client = new AudioScape(HttpService.GetSecret("audioscape"));

// Build a footstep variety pack from one hero sound
const HERO_FOOTSTEP_ID = "9120386436";

const footsteps = [HERO_FOOTSTEP_ID];
const [result, err] = client.sfxSimilar({ asset_id: HERO_FOOTSTEP_ID, limit: 5 });
if (result === undefined) warn(err);
else for (const sfx of result.tracks) footsteps.push(sfx.asset_id);

function playFootstep(parent: Instance): void {
	const sound = new Instance("Sound");
	sound.SoundId = `rbxassetid://${footsteps[math.random(footsteps.size()) - 1]}`;
	sound.Parent = parent;
	sound.Play();
}

playFootstep(Workspace);
