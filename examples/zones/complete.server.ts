// Zones by code: a nested village, a forest with rain, a boss arena, a bar with a radio, a cutscene.
import AudioScape from "@rbxts/audioscape";
import { HttpService, Players } from "@rbxts/services";

const client = new AudioScape(HttpService.GetSecret("audioscape"));

const station = client.createRadio({ query: "smooth jazz bar" });
station.start();

const zones = client.createZones({
	default: { query: "calm open world exploration", tracks: 4 },
	crossfade: 4,
	zones: {
		village: {
			area: { cframe: new CFrame(0, 20, 0), size: new Vector3(160, 60, 160) },
			music: { query: "warm village folk acoustic", tracks: 3 },
		},
		forest: {
			area: { cframe: new CFrame(220, 20, 0), size: new Vector3(160, 60, 160) },
			music: { query: "calm forest ambient nature" },
			ambience: { query: "rain on leaves" },
		},
		bar: {
			area: { cframe: new CFrame(20, 10, 20), size: new Vector3(30, 20, 30) },
			music: { radio: station },
		},
		arena: {
			area: { cframe: new CFrame(220, 20, 150), size: new Vector3(120, 120, 120), shape: "ball" },
			music: { query: "dark cinematic boss tension" },
			priority: 1,
			crossfade: 1,
			onReturn: "restart",
		},
		// Nowhere: heard only while it is forced.
		cutscene: { area: [], music: { query: "emotional strings" } },
	},
});

zones.changed.Connect((player, zone, previous) => print(player.Name, previous ?? "outside", "->", zone ?? "outside"));

const [ok, err] = zones.resolve();
if (!ok) warn(err);

// A cutscene for everyone, ten seconds long.
task.delay(30, () => {
	zones.override("cutscene");
	task.wait(10);
	zones.override(undefined);
});

// The boss is dead: its arena is quiet from now on.
task.delay(90, () => {
	zones.setEnabled("arena", false);
	for (const player of Players.GetPlayers()) print(player.Name, "hears", zones.current(player) ?? "the default");
});
