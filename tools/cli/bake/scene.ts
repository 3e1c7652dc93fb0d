import path from "node:path";

import { loadPlace, type PlaceNode, placeNode } from "headless-place";

const part = (x: number, more: object): object => ({
	$className: "Part",
	$properties: { Anchored: true, Size: [100, 40, 100], Position: [x, 20, 0], CanCollide: false, ...more },
});

/** A game with footsteps, zones in code and by tag, and a station, as a Rojo project. */
export const GAME = {
	"default.project.json": JSON.stringify({
		name: "Game",
		tree: {
			$className: "DataModel",
			Workspace: {
				$className: "Workspace",
				Floor: {
					$className: "Part",
					$properties: { Anchored: true, Size: [1000, 2, 1000], Position: [0, -1, 0], Material: "Grass" },
				},
				Tower: { ...part(300, { Tags: ["AudioScapeZone"] }), $attributes: { Query: "dark tower drone" } },
			},
			HttpService: { $className: "HttpService", $properties: { HttpEnabled: false } },
			ServerScriptService: { $className: "ServerScriptService", Game: { $path: "game" } },
		},
	}),
	"game/sound.luau": `local words = require(script.Parent.words)
return {
	footsteps = { surfaces = { Grass = { query = words.grass, variants = 4, land = words.hero } }, stride = 5 },
	zones = {
		zones = {
			village = {
				area = { cframe = CFrame.new(0, 10, 0), size = Vector3.new(200, 60, 200) },
				music = { query = words.village, tracks = 2 },
				ambience = { query = "forest birds" },
			},
			hall = { area = { cframe = CFrame.new(0, 10, 500), size = Vector3.one * 50 }, music = { assets = { "123456789", "777" } } },
		},
	},
	stations = { lobby = { name = "lobby", query = words.lobby, seed = "123456789", volume = 0.2 } },
}`,
	"game/words.luau": `return { grass = "footstep grass", hero = "9120386436", village = "warm village folk", lobby = "lofi chill beats" }`,
	"game/main.server.luau": `error("a bake runs no script of the game")`,
} as const;

/**
 * The same game with the model, its own script instead of the one that must not run, and a manifest.
 *
 * @param words replaces what the configuration searches for
 */
export function gameWith(folder: string, manifest: string | undefined, words?: string): PlaceNode[] {
	const place = loadPlace(path.join(folder, "default.project.json"));
	const server = place.children.find(node => node.className === "ServerScriptService")!;
	const game = server.children[0]!;
	game.children = game.children.filter(node => node.className === "ModuleScript");
	if (words !== undefined) game.children.find(node => node.name === "words")!.source = words;
	const http = place.children.find(node => node.className === "HttpService")!;
	http.properties.HttpEnabled = true;
	server.children.push(loadPlace("default.project.json"));
	if (manifest !== undefined) game.children.push({ ...placeNode("manifest", "ModuleScript"), source: manifest });
	return place.children;
}

/** What the game does with its configuration; it walks a player up and down in the village. */
export const PLAY = `local game_ = script.Parent:WaitForChild("Game")
local AudioScape = require(script.Parent.AudioScape)
local sound = require(game_.sound)
local baked = game_:FindFirstChild("manifest")
local client = AudioScape.new("key", { manifest = baked and require(baked), analytics = false })
client:createFootsteps(sound.footsteps):attachAll()
client:createZones(sound.zones)
task.spawn(function()
	client:createRadio(sound.stations.lobby):start()
end)
local Players = game:GetService("Players")
local player = Players:GetPlayers()[1] or Players.PlayerAdded:Wait()
local humanoid = (player.Character or player.CharacterAdded:Wait()):WaitForChild("Humanoid")
humanoid:MoveTo(Vector3.new(60, 3, 0))
`;
