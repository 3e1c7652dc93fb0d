import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { songs, withApi } from "./radio-scene.ts";
import { playScene } from "./scene.ts";

const LISTS = 60;

describe("sixty list players with tracks of four seconds on one player's machine", () => {
	it("do not wait for each other's reports", async () => {
		const rows = songs(8, 8, 4).map(song => song.asset_id);
		const { output } = await withApi([], url =>
			playScene(
				`local AudioScape = require(game:GetService("ServerScriptService").AudioScape)
				local client = AudioScape.new("test-key", { baseUrl = "${url}", analytics = false })
				local Players = game:GetService("Players")
				local _ = Players:GetPlayers()[1] or Players.PlayerAdded:Wait()
				local heard = 0
				for n = 1, ${LISTS} do
					local list = client:createPlayer({ output = "server", crossfade = 0 })
					list.trackChanged:Connect(function(track) if track then heard += 1 end end)
					list:setQueue({ ${rows.map(id => `"${id}" .. n`).join(", ")} })
					list:play()
				end
				task.wait(22)
				print("heard", heard)`,
				{ seconds: 23, characters: false, assets: { default: { duration: 4, loadDelay: 0.1 } } },
			),
		);
		const heard = Number(/heard (\d+)/.exec(output.join("\n"))?.[1]);
		assert.ok(heard >= LISTS * 5, `${heard} tracks were on`);
	});
});
