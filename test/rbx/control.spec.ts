import { afterEach, describe, expect, it } from "@rbxts/jest-globals";
import { ReplicatedStorage, Workspace } from "@rbxts/services";

describe("the headless control", () => {
	let peer: Headless.Peer | undefined;

	afterEach(() => {
		if (peer) headless.removePlayer(peer);
		peer = undefined;
	});

	it("lets virtual time pass", () => {
		const before = headless.now();
		headless.step(3);
		expect(headless.now() - before).toBeGreaterThanOrEqual(3);
		expect(headless.now() - before).toBeLessThan(3.1);
	});

	it("brings players, whose machines have trees of their own", () => {
		const folder = new Instance("Folder");
		folder.SetAttribute("n", 1);
		folder.Parent = ReplicatedStorage;
		peer = headless.addPlayer("Alice");
		headless.step(0.5);
		const copy = headless.twin(folder, peer);
		expect(copy).toBeDefined();
		expect(copy).never.toBe(folder);
		expect(headless.onPeer(peer, place => place.GetService("Players").LocalPlayer.Name)).toBe("Alice");
		folder.SetAttribute("n", 2);
		expect(copy?.GetAttribute("n")).toBe(1);
		headless.step(0.1);
		expect(copy?.GetAttribute("n")).toBe(2);
		folder.Destroy();
	});

	it("streams out to nil without destroying, and back in as the same instance (facts 16)", () => {
		const model = new Instance("Model");
		model.Parent = Workspace;
		peer = headless.addPlayer();
		headless.step(0.5);
		const copy = headless.twin(model, peer);
		headless.streamOut(model, peer);
		expect(copy?.Parent).toBeUndefined();
		headless.streamIn(model, peer);
		expect(copy?.Parent).toBe(headless.twin(Workspace, peer));
		model.Destroy();
	});

	it("counts what is alive", () => {
		const before = headless.counts().connections;
		const connection = Workspace.ChildAdded.Connect(() => {});
		expect(headless.counts().connections).toBe(before + 1);
		connection.Disconnect();
		expect(headless.counts().connections).toBe(before);
	});

	it("reads the trace", () => {
		headless.clearTrace();
		print("seen");
		const lines = headless.trace("log");
		expect(lines[0]?.text).toBe("seen");
	});
});
