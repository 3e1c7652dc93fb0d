// Rojo writes no Position into binary files: what is saved is the CFrame.
const at = (x: number, y: number, z: number) => ({ CFrame: [x, y, z, 1, 0, 0, 0, 1, 0, 0, 0, 1] });
const part = (
	[x, y, z]: readonly [number, number, number],
	size: readonly number[],
	more: object = {},
	attributes: object = {},
) => ({
	$className: "Part",
	$properties: { Anchored: true, ...at(x, y, z), Size: size, ...more },
	...(Object.keys(attributes).length === 0 ? {} : { $attributes: attributes }),
});
const zone = (position: readonly [number, number, number], size: readonly number[], attributes: object) =>
	part(position, size, { CanCollide: false, CanQuery: false, Transparency: 1, Tags: ["AudioScapeZone"] }, attributes);
const limb = (y: number, size: readonly number[]) => ({
	$className: "Part",
	$properties: { ...at(30, y, 30), Size: size },
});

/** A castle: nested zones, a dungeon of several tagged parts, surfaces of its own, a jukebox, a guard that walks. */
export const CASTLE = {
	name: "Castle",
	tree: {
		$className: "DataModel",
		HttpService: { $properties: { HttpEnabled: true } },
		ServerScriptService: { AudioScape: { $path: "AudioScape.rbxm" }, Game: { $path: "game" } },
		Workspace: {
			$properties: { SignalBehavior: "Deferred" },
			Meadow: part([0, -1, 0], [400, 2, 300], { Material: "Grass" }),
			Courtyard: part([0, -0.9, 0], [160, 2, 160], { Material: "Cobblestone" }),
			Carpet: part([0, -0.8, -40], [60, 2, 60], { Material: "Fabric" }, { AudioScapeSurface: "Carpet" }),
			Bones: part([110, -0.8, 0], [50, 2, 120], { Material: "Slate" }, { AudioScapeSurface: "Bones" }),
			Grounds: zone([0, 20, 0], [180, 60, 180], { Query: "warm medieval village folk" }),
			Hall: zone([0, 15, -40], [60, 40, 60], { Query: "royal court harpsichord", Ambience: "fire crackling" }),
			Throne: zone([0, 12, -55], [20, 30, 20], { AssetId: "123456789", Volume: 0.8 }),
			Dungeon: {
				$className: "Folder",
				Stairs: zone([100, 12, -40], [30, 30, 30], { Query: "dark dungeon drone" }),
				Cells: zone([110, 12, 0], [40, 30, 50], { Query: "dark dungeon drone" }),
				Crypt: zone([110, 12, 45], [40, 30, 30], { Query: "crypt whispers", Crossfade: 1 }),
			},
			Tavern: {
				$className: "Folder",
				Jukebox: part([-60, 3, 40], [4, 6, 4], { Material: "Wood" }),
			},
			Guard: {
				$className: "Model",
				$attributes: { Rojo_Target_PrimaryPart: "guard-root" },
				Humanoid: { $className: "Humanoid", $properties: { WalkSpeed: 12, HipHeight: 2 } },
				HumanoidRootPart: { ...limb(3, [2, 2, 1]), $id: "guard-root" },
				Head: limb(4.5, [2, 1, 1]),
			},
		},
	},
};

/** Its scripts: a server script, and the options in a module of their own. */
export const CASTLE_GAME = {
	"game/sound.luau": `return {
	footsteps = {
		surfaces = {
			Grass = "9120386436",
			Cobblestone = { query = "footstep stone" },
			Carpet = { query = "footstep soft carpet" },
			Bones = { query = "footstep gravel bones", variants = 3 },
		},
		seed = 3,
	},
	jukebox = { name = "jukebox", query = "tavern lute dance", energy = "steady", crossfade = 3, rng = 5 },
}
`,
	"game/main.server.luau": `local HttpService = game:GetService("HttpService")
local AudioScape = require(game:GetService("ServerScriptService").AudioScape)
local sound = require(script.Parent.sound)
local client = AudioScape.new(HttpService:GetSecret("audioscape"))

local footsteps = client:createFootsteps(sound.footsteps)
footsteps:attachAll()
client:createZones()

local guard = workspace:WaitForChild("Guard")
assert(guard.PrimaryPart == guard.HumanoidRootPart, "the guard has lost its root")
footsteps:attach(guard)
task.spawn(function()
	local humanoid = guard.Humanoid
	local posts = { Vector3.new(30, 0, -20), Vector3.new(70, 0, -20), Vector3.new(40, 0, 10) }
	for lap = 1, 1000 do
		humanoid:MoveTo(posts[lap % #posts + 1])
		humanoid.MoveToFinished:Wait()
		task.wait(1)
	end
end)

local jukebox = table.clone(sound.jukebox)
jukebox.parent = workspace.Tavern.Jukebox
client:createRadio(jukebox):start()
print("the castle is open")
`,
};
