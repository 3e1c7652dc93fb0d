import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { FaultsError, parseFaults } from "../../tools/contract/index.ts";
import { loadPlace, PlaceError } from "../../tools/headless/index.ts";
import type { Dice } from "./random.ts";
import type { Target } from "./target.ts";
import { anyValue, spoiled, type Value } from "./values.ts";

/** Texts of the engine are no part of a file. */
const plain = (value: Value): unknown => {
	if (Array.isArray(value)) return value.map(plain);
	if (typeof value !== "object" || value === null) return value;
	const record = value as { readonly [name: string]: Value };
	return "$" in record
		? `<${JSON.stringify(record.$)}>`
		: Object.fromEntries(Object.entries(record).map(([name, item]) => [name, plain(item)]));
};

/** A project as it should be. */
export const PROJECT: Value = {
	name: "Place",
	tree: {
		$className: "DataModel",
		HttpService: { $properties: { HttpEnabled: true } },
		Workspace: {
			Floor: {
				$className: "Part",
				$properties: {
					Anchored: true,
					Size: [4, 1, 2],
					CFrame: [1, 2, 3, 1, 0, 0, 0, 1, 0, 0, 0, 1],
					Color: [0.5, 0.5, 1],
					Material: "Grass",
					Tags: ["AudioScapeZone"],
					Attributes: { Query: { String: "calm" }, Priority: { Float64: 2 } },
				},
			},
		},
		SoundService: { Music: { $className: "Sound", $properties: { SoundId: "rbxassetid://1", Volume: 0.5 } } },
		ServerScriptService: { Main: { $path: "main.server.luau" } },
	},
};

const XML = `<roblox version="4"><Item class="Part" referent="A"><Properties><string name="Name">Floor</string><bool name="Anchored">true</bool><Vector3 name="size"><X>4</X><Y>1</Y><Z>2</Z></Vector3><CoordinateFrame name="CFrame"><X>0</X><Y>5</Y><Z>0</Z><R00>1</R00><R01>0</R01><R02>0</R02><R10>0</R10><R11>1</R11><R12>0</R12><R20>0</R20><R21>0</R21><R22>1</R22></CoordinateFrame><token name="Material">1280</token><Color3uint8 name="Color3uint8">4288914085</Color3uint8><BinaryString name="Tags">QXVkaW9TY2FwZVpvbmU=</BinaryString></Properties><Item class="Sound" referent="B"><Properties><Content name="SoundId"><url>rbxassetid://1</url></Content><Ref name="SoundGroup">A</Ref></Properties></Item></Item></roblox>`;

/** A text with a piece left out, doubled, or another in its place. */
function spoiledText(dice: Dice, text: string): string {
	let changed = text;
	for (let round = dice.below(3) + 1; round > 0; round--) {
		const from = dice.below(changed.length);
		const length = dice.below(12);
		const piece = dice.pick([
			"",
			changed.slice(from, from + length).repeat(2),
			"<",
			">",
			"&",
			'"',
			"]]>",
			"<!--",
			"9".repeat(30),
			"-",
			"\u0000",
			"é",
		]);
		changed = changed.slice(0, from) + piece + changed.slice(from + length);
	}
	return changed;
}

const project = (dice: Dice): { readonly json: Value } | { readonly text: string } =>
	dice.percent(70)
		? { json: dice.percent(10) ? anyValue(dice, 3) : spoiled(dice, PROJECT) }
		: { text: spoiledText(dice, JSON.stringify(plain(PROJECT))) };

/** One sentence, and none of a stack: what a person can act on. */
export function complaintOf(problem: unknown, expected: new (text: string) => Error = PlaceError): string | undefined {
	if (problem instanceof expected) {
		const { message } = problem;
		return message.length > 2000 || message.includes("\n    at ")
			? `a message of ${message.length} letters`
			: undefined;
	}
	return `throws ${String((problem as Error).stack ?? problem).slice(0, 300)}`;
}

/** Place files as other programs, and people, wrote them. */
export const placeFileTarget: Target = {
	name: "place-files",
	about: "project files and XML places",
	make: dice =>
		dice.percent(50)
			? { file: "default.project.json", ...project(dice) }
			: { file: "place.rbxlx", text: spoiledText(dice, XML) },
	run: async cases => {
		const folder = mkdtempSync(path.join(tmpdir(), "audioscape-fuzz-"));
		try {
			writeFileSync(path.join(folder, "main.server.luau"), "print(1)");
			return cases.map(one => {
				const { file, text, json } = (one ?? {}) as { file?: string; text?: string; json?: Value };
				const content = json === undefined ? text : JSON.stringify(plain(json));
				if (typeof file !== "string" || typeof content !== "string" || !/^[\w.]+$/.test(file)) return undefined;
				const target = path.join(folder, file);
				writeFileSync(target, content);
				try {
					loadPlace(target);
					return undefined;
				} catch (problem) {
					return complaintOf(problem);
				} finally {
					rmSync(target, { force: true });
				}
			});
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	},
};

const FAULTS: Value = {
	faults: [
		{ endpoint: "catalog", kind: "latency", value: [0.05, 0.4] },
		{
			endpoint: ["search", "/developer/v1/similar"],
			kind: "429-retry-after",
			value: { date: 5 },
			rate: 0.2,
			from: 1,
			to: 9,
		},
		{ kind: "status", value: { status: 404, body: {} }, after: 2, count: 3 },
	],
};

/** Files with faults for the loopback APIs. */
export const faultsFileTarget: Target = {
	name: "faults-files",
	about: "faults files of the loopback APIs",
	make: dice => (dice.percent(10) ? anyValue(dice, 3) : spoiled(dice, FAULTS)),
	run: async cases =>
		cases.map(one => {
			try {
				parseFaults(plain(one));
				return undefined;
			} catch (problem) {
				return complaintOf(problem, FaultsError);
			}
		}),
};
