import { afterEach, describe, expect, it } from "@rbxts/jest-globals";
import { ReplicatedStorage } from "@rbxts/services";

import { REMOTES_NAME } from "../../shared/access/remotes";
import AudioScapeClient from ".";

let remotes: Folder | undefined;

function open(): void {
	remotes = new Instance("Folder");
	remotes.Name = REMOTES_NAME;
	remotes.Parent = ReplicatedStorage;
}

afterEach(() => remotes?.Destroy());

describe("the catalog on a player's machine", () => {
	it("says what to call on the server where access was never opened", () => {
		const [ok, message] = pcall(() => new AudioScapeClient());
		expect(ok).toBe(false);
		expect(string.find(tostring(message), "enableClientAccess")[0]).toBeDefined();
	});

	it("answers a method whose remote is not there, and does not wait for ever", () => {
		open();
		const [result, err, problem] = new AudioScapeClient().search({ query: "rain" });
		expect(result).toBeUndefined();
		expect(typeIs(err, "string")).toBe(true);
		expect(problem!.kind).toBe("not-found");
	});

	it("refuses what carries no asset id before anything is sent", () => {
		open();
		const client = new AudioScapeClient();
		const [, , problem] = client.similar("rain" as never);
		expect(problem!.kind).toBe("invalid-argument");
		const [, , empty] = client.lookup({ asset_ids: [] });
		expect(empty!.kind).toBe("invalid-argument");
	});
});
