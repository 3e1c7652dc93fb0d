import type { TraceLine } from "../../tools/headless/run/index.ts";
import { type JsonApi, page, startJsonApi } from "./json-api.ts";
import { assetOf, engineOption } from "./scene.ts";

/** What the test's own API says of one sound effect. */
export interface EffectRow {
	asset_id: number;
	name: string;
	duration: number;
	true_peak_dbtp?: number;
	sound_start_sec?: number;
	sound_end_sec?: number;
}

/** Rows around a hero: `hero`01, `hero`02 ... with peaks that differ by half a decibel. */
export const likesOf = (hero: number, count = 20): EffectRow[] =>
	Array.from({ length: count }, (_, index) => ({
		asset_id: hero * 100 + index + 1,
		name: `like ${index + 1} of ${hero}`,
		duration: 0.4 + index / 100,
		true_peak_dbtp: -2 - index / 2,
		sound_start_sec: 0.05,
		sound_end_sec: 0.3,
	}));

/** Answers `sfx/similar` with the likes of the hero it is asked for. */
export const startEffectsApi = (rowsOf: (hero: number) => EffectRow[] = likesOf): Promise<JsonApi> =>
	startJsonApi(({ url }) => page(rowsOf(Number(url.searchParams.get("asset_id")))));

/** Floors of grass, wood and metal side by side along x, 40 studs each, their tops at y = 0. */
export const FLOORS = `
local Workspace = game:GetService("Workspace")
for index, material in { Enum.Material.Grass, Enum.Material.Wood, Enum.Material.Metal } do
	local floor = Instance.new("Part")
	floor.Name = material.Name .. "Floor"
	floor.Anchored = true
	floor.Material = material
	floor.Size = Vector3.new(40, 2, 60)
	floor.Position = Vector3.new(index * 40 - 20, -1, 0)
	floor.Parent = Workspace
end
`;

/** The footsteps under test, as \`footsteps\`; \`more\` is Luau inside the options. */
export const footsteps = (url: string, more = ""): string => `
local AudioScape = require(game:GetService("ServerScriptService").AudioScape)
local client = AudioScape.new("test-key", { baseUrl = "${url}", analytics = false, ${engineOption()} })
local footsteps = client:createFootsteps({ surfaces = { Grass = "100", Wood = "200", Metal = "300" }, stride = 5, seed = 7, ${more} })
`;

/** Waits for the first player's character and stands it on the grass. */
export const STAND = `
local Players = game:GetService("Players")
local player = Players:GetPlayers()[1] or Players.PlayerAdded:Wait()
local character = player.Character or player.CharacterAdded:Wait()
local root = character:WaitForChild("HumanoidRootPart")
local humanoid = character:WaitForChild("Humanoid")
root.CFrame = CFrame.new(2, 3, 0)
`;

/** One sounding step in a trace. */
export interface HeardStep {
	t: number;
	peer: string;
	id: string;
	volume: number;
	speed: number;
	position: number;
}

export const stepsIn = (trace: readonly TraceLine[], peer = "player1"): HeardStep[] =>
	trace
		.filter(line => line.peer === peer && line.kind === "sound" && line["event"] === "play")
		.filter(line => String(line["path"]).endsWith("AudioScapeStep"))
		.map(line => ({
			t: line.t,
			peer: line.peer,
			id: assetOf(line),
			volume: Number(line["volume"]),
			speed: Number(line["speed"]),
			position: Number(line["position"]),
		}));
