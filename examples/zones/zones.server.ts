import AudioScape from "@rbxts/audioscape";
import { HttpService } from "@rbxts/services";

const client = new AudioScape(HttpService.GetSecret("audioscape"));
const zones = client.createZones({
	default: false,
	zones: {
		village: {
			area: { cframe: new CFrame(0, 20, 0), size: new Vector3(160, 60, 160) },
			music: { query: "warm village folk acoustic", tracks: 3 },
		},
		boss: {
			area: { cframe: new CFrame(220, 20, 150), size: new Vector3(120, 120, 120), shape: "ball" },
			music: { query: "dark cinematic boss tension", filters: { instrumental: true } },
			priority: 1,
			onReturn: "restart",
		},
	},
});

zones.changed.Connect((player, zone, previous) => print(player.Name, previous, zone));

const [ok, err, problem] = zones.resolve();
if (!ok) warn(err, problem?.kind);

// A boss fight for everyone, wherever they are.
zones.override("boss");
task.delay(60, () => zones.override(undefined));
