import { describe, expect, it } from "@rbxts/jest-globals";

import { gainToDb } from "../../shared/sound/loudness";
import { matchEffects, matchMusic } from "./sounds";

const round = (db: number) => math.round(db * 10) / 10;

describe("sounds of one set", () => {
	it("are effects at the quietest sensible peak, the unknown at the median, trimmed to what is heard", () => {
		const sounds = matchEffects(
			[
				{ assetId: "1" },
				{
					assetId: "2",
					row: { asset_id: "2", true_peak_dbtp: -3, duration: 1, sound_start_sec: 0.2, sound_end_sec: 0.6 },
				},
				{ assetId: "3", row: { asset_id: "3", true_peak_dbtp: -9 } },
			],
			"1",
		);
		expect(sounds.map(sound => round(gainToDb(sound.gain)))).toEqual([-3, -6, 0]);
		expect(sounds.map(sound => [sound.from ?? -1, sound.to ?? -1])).toEqual([
			[-1, -1],
			[0.2, 0.6],
			[-1, -1],
		]);
	});

	it("are effects no louder than the hero", () => {
		const peak = (id: string, db: number) => ({ assetId: id, row: { asset_id: id, true_peak_dbtp: db } });
		const sounds = matchEffects([peak("1", -9), peak("2", -3)], "1");
		expect(sounds.map(sound => round(gainToDb(sound.gain)))).toEqual([0, -6]);
	});

	it("are music at -14 LUFS, the unknown at the median and never above nought", () => {
		const track = (id: string, lufs?: number) => ({ assetId: id, row: { asset_id: id, loudness_lufs: lufs } });
		const loud = matchMusic([track("1", -8), track("2", -10), track("3", -12), track("4")]);
		expect(loud.map(sound => round(gainToDb(sound.gain)))).toEqual([-6, -4, -2, -4]);
		expect(gainToDb(matchMusic([track("1", -30), { assetId: "2" }])[1]!.gain)).toBeCloseTo(0, 5);
	});

	it("may be none", () => {
		expect([matchEffects([], undefined).size(), matchMusic([]).size()]).toEqual([0, 0]);
	});
});
