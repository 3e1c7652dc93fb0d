import { afterEach, beforeEach, describe, expect, it } from "@rbxts/jest-globals";
import { CollectionService, SoundService, Workspace } from "@rbxts/services";

import type { Bridge } from "../../shared/bridge";
import { characterTag, type FootstepDocument, groupTag, type StepsDocument } from "../../shared/footsteps/document";
import type { Answer } from "../../shared/wire/problem";
import type { SfxSimilarResult } from "../../shared/wire/results";
import type { SfxTrack } from "../../shared/wire/sfx";
import type { CatalogPort, ExperienceCore } from "../catalog/port";
import { createFootsteps, type FootstepOptions, type Footsteps } from ".";

const TOPIC = "footsteps/1";

interface Stand {
	core: ExperienceCore;
	documents: Map<string, object>;
	published: string[];
	report: (player: object, payload: unknown) => void;
}

function likes(): SfxTrack[] {
	const rows: SfxTrack[] = [];
	for (const id of $range(1, 12)) rows.push({ asset_id: tostring(id), name: `${id}`, duration: id / 10 });
	return rows;
}

function stand(): Stand {
	const documents = new Map<string, object>();
	const published: string[] = [];
	const listeners = new Map<string, (player: Player, payload: unknown) => void>();
	const bridge: Bridge = {
		side: "server",
		publish: (topic, document) => {
			published.push(topic);
			documents.set(topic, document);
		},
		clear: topic => {
			documents.delete(topic);
		},
		onReport: (topic, listener) => {
			listeners.set(topic, listener);
			return () => {
				listeners.delete(topic);
			};
		},
		onAsk: () => () => {},
		topicFor: () => TOPIC,
	};
	const catalog = {
		sfxSimilar(): Answer<SfxSimilarResult> {
			task.wait(0.2);
			return $tuple({ tracks: likes(), meta: { total: 12, limit: 20, offset: 0 } }, undefined, undefined);
		},
	} as unknown as CatalogPort;
	return {
		core: { catalog, bridge },
		documents,
		published,
		report: (player, payload) => listeners.get(TOPIC)?.(player as Player, payload),
	};
}

describe("footsteps on a server", () => {
	let made: Stand;
	let footsteps: Footsteps;
	let npc: Model;

	function create(more: Partial<FootstepOptions> = {}): void {
		footsteps = createFootsteps(made.core, { surfaces: { Grass: "100", Wood: "200" }, seed: 5, ...more });
	}

	function document(): FootstepDocument {
		return made.documents.get(TOPIC) as FootstepDocument;
	}

	beforeEach(() => {
		made = stand();
		npc = new Instance("Model");
		npc.Parent = Workspace;
		create();
	});
	afterEach(() => {
		footsteps.destroy();
		npc.Destroy();
	});

	it("decide with the hero before anything is resolved", () => {
		const step = footsteps.pick("Grass")!;
		expect([step.assetId, step.surface]).toEqual(["100", "Grass"]);
		expect(footsteps.packs.get("Grass")!.source).toBe("seed-only");
	});

	it("walk three sounds without an order: after any two of them either of the others may come", () => {
		create({ surfaces: { Grass: { assets: ["1", "2", "3"] } }, seed: undefined });
		const followers = new Map<string, Set<string>>();
		const shares = new Map<string, number>();
		let [before, last] = [footsteps.pick("Grass")!.assetId, footsteps.pick("Grass")!.assetId];
		for (const _ of $range(1, 600)) {
			const { assetId } = footsteps.pick("Grass")!;
			expect(assetId).never.toBe(last);
			followers.set(before + last, (followers.get(before + last) ?? new Set<string>()).add(assetId));
			shares.set(assetId, (shares.get(assetId) ?? 0) + 1);
			[before, last] = [last, assetId];
		}
		expect([...followers].map(([, seen]) => seen.size())).toEqual([2, 2, 2, 2, 2, 2]);
		for (const [, count] of shares) expect(math.abs(count - 200)).toBeLessThanOrEqual(1);
	});

	it("publish the heroes at once and everything else in one further message", () => {
		footsteps.attachAll();
		expect(made.published).toEqual([TOPIC]);
		expect(document().all).toBe(true);
		expect(document().packs.Grass!.v.size()).toBe(1);
		task.wait(1);
		expect(made.published).toEqual([TOPIC, TOPIC]);
		expect(document().packs.Grass!.v.size()).toBe(6);
		expect(document().packs.Wood!.v.size()).toBe(6);
	});

	it("resolve for those who wait, all surfaces at once", () => {
		const before = os.clock();
		const [ok, err] = footsteps.resolve();
		expect([ok, err]).toEqual([true, undefined]);
		expect(os.clock() - before < 0.35).toBe(true);
		expect(footsteps.packs.get("Wood")!.variants.size()).toBe(6);
	});

	it("tell players' machines of a character by its tag, until the last lets go", () => {
		const one = footsteps.attach(npc);
		const other = footsteps.attach(npc);
		one();
		one();
		expect(CollectionService.HasTag(npc, characterTag(TOPIC))).toBe(true);
		other();
		expect(CollectionService.HasTag(npc, characterTag(TOPIC))).toBe(false);
	});

	it("hand the game's sound group on", () => {
		const group = new Instance("SoundGroup");
		create({ soundGroup: group });
		expect(CollectionService.HasTag(group, groupTag(TOPIC))).toBe(true);
		footsteps.destroy();
		expect(CollectionService.HasTag(group, groupTag(TOPIC))).toBe(false);
		group.Destroy();
	});

	it("replace what players of a headless place cannot load, and doubt what makes no sense", () => {
		footsteps.resolve();
		const peer = headless.addPlayer("Ann");
		const { player } = peer;
		task.wait();
		made.report(player, { ready: [], failed: ["3"] });
		made.report(player, { ready: ["5"], failed: [4] });
		made.report({ UserId: 77 }, { ready: [], failed: ["1"] });
		made.report(player, "nonsense");
		headless.removePlayer(peer);
		const ids = footsteps.packs.get("Grass")!.variants.map(variant => variant.assetId);
		expect(ids).toEqual(["100", "1", "2", "4", "5", "6"]);
		task.wait(0.5);
		expect(document().packs.Grass!.v.map(([id]) => id)).toEqual(ids);
	});

	it("send a step that is asked for as one small document, and tell its listeners", () => {
		const part = new Instance("Part");
		part.Position = new Vector3(3, 4, 5);
		part.Parent = npc;
		const heard: defined[] = [];
		footsteps.stepped.Connect((character, step) => heard.push(character!, step.surface, step.foot));
		footsteps.step("Wood", part, 2);
		footsteps.step("Wood", part, 2);
		task.wait(0.1);
		const { steps } = made.documents.get(`${TOPIC}/steps`) as StepsDocument;
		expect(steps.map(step => [step.n, step.surface, step.at])).toEqual([
			[1, "Wood", [3, 4, 5]],
			[2, "Wood", [3, 4, 5]],
		]);
		expect(heard).toEqual([npc, "Wood", "left", npc, "Wood", "right"]);
		expect(made.published.filter(topic => topic !== TOPIC).size()).toBe(1);
	});

	it("send the gait, the wetness and the footwear that are asked for, or else the character's", () => {
		const surface = {
			assets: ["1"],
			run: { assets: ["2"] },
			wet: { assets: ["3"] },
			footwear: { boots: { assets: ["4"] } },
		};
		create({ surfaces: { Grass: surface } });
		npc.SetAttribute("AudioScapeWet", true);
		footsteps.step("Grass", npc);
		footsteps.step("Grass", npc, 1, { wet: false, gait: "run" });
		footsteps.step("Grass", npc, 1, { wet: false, footwear: "boots" });
		task.wait(0.1);
		const { steps } = made.documents.get(`${TOPIC}/steps`) as StepsDocument;
		expect(steps.map(({ id, gait, wet }) => [id, gait ?? "walk", wet ?? false])).toEqual([
			["3", "walk", true],
			["2", "run", false],
			["4", "walk", false],
		]);
		expect(footsteps.pick("Grass", { gait: "run" })!.assetId).toBe("2");
	});

	it("leave nothing behind when destroyed, twice", () => {
		footsteps.attachAll();
		footsteps.attach(npc);
		footsteps.step("Wood");
		footsteps.destroy();
		footsteps.destroy();
		task.wait(1);
		expect(made.documents.isEmpty()).toBe(true);
		expect(CollectionService.HasTag(npc, characterTag(TOPIC))).toBe(false);
		expect(footsteps.pick("Grass")).toBeUndefined();
		expect(footsteps.resolve()[0]).toBe(false);
	});

	it("say what is wrong with options that cannot work", () => {
		expect(() => createFootsteps(made.core, {} as never)).toThrow("surfaces is missing");
	});
});

describe("footsteps that a player's machine made itself", () => {
	it("are heard there and nowhere else, and leave nothing behind", () => {
		const { core, published } = stand();
		const alone = { ...core, bridge: { ...core.bridge, side: "player" as const } };
		const footsteps = createFootsteps(alone, { surfaces: { Grass: { assets: ["100"] }, Wood: "200" }, seed: 5 });
		expect([footsteps.pick("Grass")!.assetId, footsteps.pick("Wood")!.assetId]).toEqual(["100", "200"]);
		const detach = footsteps.attachAll();
		footsteps.step("Grass");
		expect(footsteps.resolve()[0]).toBe(true);
		expect(footsteps.packs.get("Wood")!.variants.size()).toBe(6);
		expect(SoundService.FindFirstChild("AudioScapeFootsteps")).toBeDefined();
		detach();
		footsteps.destroy();
		expect([footsteps.pick("Grass"), footsteps.resolve()[1]]).toEqual([
			undefined,
			"footsteps: destroyed while resolving",
		]);
		expect(SoundService.FindFirstChild("AudioScapeFootsteps")).toBeUndefined();
		expect(published).toEqual([]);
	});
});
