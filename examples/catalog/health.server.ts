// Whether what the place uses can still be played: some ids, then every Sound there is.
import AudioScape from "@rbxts/audioscape";
import { HttpService, Workspace } from "@rbxts/services";

const client = new AudioScape(HttpService.GetSecret("audioscape"));

const [health, err] = client.checkAssetHealth(["123456789", "rbxassetid://9120386436", 42]);
if (health !== undefined) {
	for (const asset of health.assets) print(asset.asset_id, asset.status);

	const campfire = new Instance("Sound");
	campfire.Name = "Campfire";
	campfire.SoundId = "rbxassetid://123456789";
	campfire.Parent = Workspace;

	const [audit] = client.auditAudio({ roots: [Workspace] });
	for (const asset of audit?.assets ?? []) print(asset.sample, asset.status, asset.uses);
} else warn(err);
