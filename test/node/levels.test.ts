import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { play, said, type SongRow, songs, withApi } from "./radio-scene.ts";
import { gainAt } from "./zones-scene.ts";

/** One that is as loud as wanted, and one 9 dB under it whose peak leaves 3.5 dB of them. */
const LOUD: SongRow = { ...songs(1)[0]!, asset_id: "5000", duration: 20, loudness_lufs: -14, true_peak_dbtp: -3 };
const CAPPED: SongRow = { ...LOUD, asset_id: "5001", artist: "another", loudness_lufs: -23, true_peak_dbtp: -4.5 };

const decibels = (gain: number): number => 20 * Math.log10(gain);
const loudnessAt = (row: SongRow, gain: number): number => row.loudness_lufs! + decibels(gain);

/** How much louder one than the other is, given the gain of each. */
const apart = (gainOf: (row: SongRow) => number): number =>
	Math.abs(loudnessAt(LOUD, gainOf(LOUD)) - loudnessAt(CAPPED, gainOf(CAPPED)));

describe("at half the volume there are 6 dB of headroom, and a track that needs them has them", () => {
	it("on the radio, in zones and out of a bank; at full volume its peak is held under -1 dBTP", async () => {
		const { trace } = await withApi([LOUD, CAPPED], url =>
			play(
				`local client = require(game:GetService("ServerScriptService").AudioScape).new("test-key", { baseUrl = "${url}", analytics = false })
				local bank = client:createSoundBank({ kind = "music", seeds = { any = { query = "calm" } } })
				bank:resolveAsync()
				for _, sound in bank.Pools.any.sounds do print("bank", sound.assetId, sound.gain) end
				local radio = client:createRadio({ query = "calm", volume = 0.5, crossfade = 0, rng = 1 })
				radio:start()
				task.wait(25)
				print("full 1")
				radio:setVolume(1)
				task.wait(35)
				radio:stop()
				task.wait(2)
				print("zones 1")
				local function around(id) return { area = { cframe = CFrame.new(0, 0, 0), size = Vector3.new(900, 900, 900) }, music = { assets = { id } } } end
				local zones = client:createZones({ zones = { one = around("5000") }, crossfade = 0.5 })
				task.wait(5)
				print("zones 2")
				zones:remove("one")
				zones:add("two", around("5001"))
				task.wait(5)`,
				{ seconds: 80, characters: true, assets: { default: { duration: 20, loadDelay: 0.1 } } },
			),
		);
		const bank = new Map(said(trace, "bank").map(({ text }) => text.split(" ") as [string, string]));
		assert.ok(apart(row => 0.5 * Number(bank.get(row.asset_id))) < 0.1, `bank: ${JSON.stringify([...bank])}`);

		const [full] = said(trace, "full").map(({ t }) => t);
		const [first, second] = said(trace, "zones").map(({ t }) => t);
		const most = (row: SongRow, from: number, to: number): number =>
			Math.max(
				...trace
					.filter(
						({ t, kind, soundId }) => t > from && t < to && kind === "gain" && String(soundId).endsWith(row.asset_id),
					)
					.map(({ gain }) => Number(gain)),
			);
		const onRadio = apart(row => most(row, 0, full!));
		assert.ok(onRadio < 0.1, `radio: ${onRadio} dB`);
		const inZones = apart(row => gainAt(trace, row.asset_id, (row === LOUD ? first! : second!) + 4));
		assert.ok(inZones < 0.1, `zones: ${inZones} dB`);
		const peak = decibels(most(CAPPED, full!, first!)) + CAPPED.true_peak_dbtp!;
		assert.ok(Math.abs(peak + 1) < 0.05, `peak at ${peak} dBTP`);
	});
});
