/** A first server script in Luau: footsteps, and music where no zone is. */
export const LUAU_SCRIPT = `local HttpService = game:GetService("HttpService")
local ServerScriptService = game:GetService("ServerScriptService")

local AudioScape = require(ServerScriptService:WaitForChild("AudioScape"))
local client = AudioScape.new(HttpService:GetSecret("audioscape"))

-- One footstep you like for each floor, by asset id or in words; the others are found by likeness.
client
	:createFootsteps({ surfaces = { Grass = "9120386436", Stone = { query = "footstep stone" }, Wood = { query = "footstep wood" } } })
	:attachAll()

-- Tag a part AudioScapeZone and give it the attribute Query: it is a zone with music of its own.
client:createZones({ default = { query = "calm ambient" } })
`;

/** The same in TypeScript. */
export const TYPESCRIPT_SCRIPT = `import AudioScape from "@rbxts/audioscape";
import { HttpService } from "@rbxts/services";

const client = new AudioScape(HttpService.GetSecret("audioscape"));

// One footstep you like for each floor, by asset id or in words; the others are found by likeness.
client
	.createFootsteps({
		surfaces: { Grass: "9120386436", Stone: { query: "footstep stone" }, Wood: { query: "footstep wood" } },
	})
	.attachAll();

// Tag a part AudioScapeZone and give it the attribute Query: it is a zone with music of its own.
client.createZones({ default: { query: "calm ambient" } });
`;

/** A place to begin with: a meadow, and a zone on it. */
export const projectOf = (name: string): object => ({
	name,
	tree: {
		$className: "DataModel",
		HttpService: { $properties: { HttpEnabled: true } },
		SoundService: { $properties: { RespectFilteringEnabled: true } },
		ServerScriptService: { AudioScape: { $path: "AudioScape.rbxm" }, Sound: { $path: "sound.server.luau" } },
		Workspace: {
			$properties: { SignalBehavior: "Deferred" },
			Meadow: {
				$className: "Part",
				$properties: {
					Anchored: true,
					Material: "Grass",
					Size: [512, 2, 512],
					CFrame: [0, -1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1],
				},
			},
			Village: {
				$className: "Part",
				$properties: {
					Anchored: true,
					CanCollide: false,
					CanQuery: false,
					Transparency: 1,
					Size: [80, 40, 80],
					CFrame: [60, 19, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1],
					Tags: ["AudioScapeZone"],
				},
				$attributes: { Query: "warm village folk" },
			},
		},
	},
});
