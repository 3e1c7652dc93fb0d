import { describe, expect, it } from "@rbxts/jest-globals";

import { createFailureJury } from "./failure-jury";

const person = (id: number) => ({ UserId: id }) as Player;
const failed = (assetId: unknown) => ({ kind: "asset-failed", assetId, status: "Failure" });

function lab(playerCount: number) {
	const dropped = new Array<string>();
	const weigh = createFailureJury({
		isUsed: assetId => assetId !== "999",
		drop: assetId => dropped.push(assetId),
		playerCount: () => playerCount,
	});
	return { dropped, weigh };
}

describe("what players say of assets that do not load", () => {
	it("is believed of one where there are few", () => {
		const { dropped, weigh } = lab(2);
		weigh(person(1), failed("3"));
		expect(dropped).toEqual(["3"]);
	});

	it("needs two where there are more, and one who says it often is one", () => {
		const { dropped, weigh } = lab(3);
		for (const _ of $range(1, 5)) weigh(person(1), failed("3"));
		expect(dropped).toEqual([]);
		weigh(person(2), failed("4"));
		weigh(person(2), failed("3"));
		expect(dropped).toEqual(["3"]);
	});

	it("counts for sounds of the packs only, and not at all where it makes no sense", () => {
		const { dropped, weigh } = lab(1);
		for (const report of [failed("999"), failed(3), failed(undefined), "nonsense", undefined, {}])
			weigh(person(1), report);
		expect(dropped).toEqual([]);
	});
});
