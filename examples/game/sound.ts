// All the sound of the game, in one module: footsteps, music by zone, and a radio in the lobby. The first server script
// that imports it brings it to life.
import AudioScape, { type Track } from "@rbxts/audioscape";
import { HttpService, Workspace } from "@rbxts/services";

export const client = new AudioScape(HttpService.GetSecret("audioscape"));

const footsteps = client.createFootsteps({
	surfaces: {
		// One step that fits; its likes become the other variants. Runners and those who jump are heard to.
		Grass: {
			seed: "9120386436",
			run: { query: "running footstep grass" },
			land: { query: "landing jump grass" },
			jump: { query: "jump takeoff grass" },
		},
		LeafyGrass: { query: "footstep leaves forest" },
		WoodPlanks: { query: "footstep wood" },
		Sand: { query: "footstep sand gravel" },
		DiamondPlate: { query: "footstep metal", wet: { query: "footstep water puddle" } },
	},
	seed: 1,
});
footsteps.attachAll();

export const radio = client.createRadio({
	query: "lofi chill beats",
	energy: "steady",
	volume: 0.5,
	rng: 7,
	// LocalScripts find it by this name, and may ask it for songs (guest.client).
	name: "lobby",
	requests: { perMinute: 4 },
});

// Where the jukebox by the well is heard, the village's own music gives way.
const jukebox = client.createRadio({
	name: "jukebox",
	query: "upbeat acoustic folk",
	parent: Workspace.WaitForChild("Ground").WaitForChild("Jukebox"),
	volume: 0.6,
	rng: 3,
});

const places = Workspace.WaitForChild("Zones") as Folder & Record<"village" | "lobby" | "arena", Part>;
export const zones = client.createZones({
	zones: {
		village: { area: places.village, music: { query: "warm village folk acoustic", tracks: 2 } },
		lobby: { area: places.lobby, music: { radio }, priority: 1 },
		arena: { area: places.arena, music: { query: "dark cinematic boss tension" }, priority: 1, reverb: 0.5 },
	},
});

// Whoever comes before the boss holds their breath for a moment.
zones.changed.Connect((player, zone) => {
	if (zone === "arena") client.duck({ by: 12, hold: 2, release: 2, players: [player] });
});

/** What the radio's menu offers. Asked again and again, it costs a request only now and then. */
export function menu(): LuaTuple<[songs: Track[] | undefined, err: string | undefined]> {
	const [result, err] = client.search({ query: "lofi chill", limit: 8 });
	return $tuple(result?.tracks, err);
}

for (const station of [radio, jukebox]) {
	task.spawn(() => {
		const [ok, err] = station.start();
		if (!ok) warn(err);
	});
}
