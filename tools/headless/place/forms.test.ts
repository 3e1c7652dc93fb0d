import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { before, describe, it } from "node:test";

import { findTool } from "../../../scripts/tool-finder.ts";
import { folderOf } from "../../cli/testing/folder.ts";
import { runOn } from "../run/testing.ts";
import { chunksOf } from "./binary-chunks.ts";
import { loadPlace } from "./index.ts";

const WRITE = readFileSync(new URL("../reflection/write-value.luau", import.meta.url), "utf8");

const TURNED = { position: [1, 2, 3], orientation: [[0, 0, 1], [0, 1, 0], [-1, 0, 0]] }; // prettier-ignore
const TILTED = { position: [-1.5, 0, 4], orientation: [[0.6, -0.8, 0], [0.8, 0.6, 0], [0, 0, 1]] }; // prettier-ignore
const PHYSICS = {
	density: 2,
	friction: 0.25,
	elasticity: 0.5,
	frictionWeight: 1,
	elasticityWeight: 3,
	acousticAbsorption: 0.5,
};
const RAMP = {
	keypoints: [
		{ time: 0, value: 1, envelope: 0.25 },
		{ time: 1, value: 3, envelope: 0 },
	],
};
const SUNSET = {
	keypoints: [
		{ time: 0, color: [1, 0.5, 0] },
		{ time: 1, color: [0, 0, 0.25] },
	],
};

/** An Instance of every kind of property: class, what the project says, what scripts read. */
const KINDS: Readonly<Record<string, [className: string, said: object, read: Readonly<Record<string, string>>]>> = {
	Block: [
		"Part",
		{ Size: [4, 1, 2.5], Shape: "Ball", Color: [1, 0.2, 0], Material: "Grass", Anchored: true, Transparency: 0.5 },
		{
			Size: "4,1,2.5",
			Shape: "Ball",
			Color: "1,0.2,0",
			Material: "Grass",
			Anchored: "true",
			Transparency: "0.5",
		},
	],
	Turned: ["Part", { CFrame: { CFrame: TURNED } }, { CFrame: "1,2,3,0,0,1,0,1,0,-1,0,0" }],
	Tilted: [
		"Part",
		{
			CFrame: [-1.5, 0, 4, 0.6, -0.8, 0, 0.8, 0.6, 0, 0, 0, 1],
			CustomPhysicalProperties: { PhysicalProperties: PHYSICS },
		},
		{ CFrame: "-1.5,0,4,0.6,-0.8,0,0.8,0.6,0,0,0,1", CustomPhysicalProperties: "2,0.25,0.5,1,3" },
	],
	Pivoted: ["Part", { PivotOffset: { CFrame: TILTED } }, { PivotOffset: "-1.5,0,4,0.6,-0.8,0,0.8,0.6,0,0,0,1" }],
	Song: [
		"Sound",
		{
			SoundId: "rbxassetid://123",
			Volume: 0.25,
			Looped: true,
			RollOffMaxDistance: 60,
			RollOffMinDistance: 5,
			RollOffMode: "Linear",
		},
		{
			SoundId: "rbxassetid://123",
			AudioContent: "rbxassetid://123",
			Volume: "0.25",
			Looped: "true",
			RollOffMaxDistance: "60",
			RollOffMinDistance: "5",
			RollOffMode: "Linear",
		},
	],
	Wired: [
		"AudioPlayer",
		{ Asset: "rbxassetid://5", LoopRegion: { NumberRange: [1, 2] }, PlaybackSpeed: 1.25 },
		{ Asset: "rbxassetid://5", AudioContent: "rbxassetid://5", LoopRegion: "1,2", PlaybackSpeed: "1.25" },
	],
	Picture: ["Decal", { Texture: "rbxassetid://7" }, { Texture: "rbxassetid://7", TextureContent: "rbxassetid://7" }],
	Bold: [
		"TextLabel",
		{
			FontFace: { family: "rbxasset://fonts/families/RobotoMono.json", weight: "Bold", style: "Italic" },
			Text: "two\nlines & <more>",
			Position: { UDim2: [[0.5, 10], [1, -20]] }, // prettier-ignore
			AnchorPoint: [0.5, 1],
			LayoutOrder: -3,
		},
		{
			FontFace: "rbxasset://fonts/families/RobotoMono.json,Bold,Italic",
			Text: "two\nlines & <more>",
			Position: "0.5,10,1,-20",
			AnchorPoint: "0.5,1",
			LayoutOrder: "-3",
		},
	],
	Image: ["ImageLabel", { SliceCenter: { Rect: [[1, 2], [3, 4]] }, Image: "rbxassetid://9" }, { SliceCenter: "1,2,3,4", Image: "rbxassetid://9" }], // prettier-ignore
	List: ["UIListLayout", { Padding: { UDim: [0.25, 8] } }, { Padding: "0.25,8" }],
	Sparks: [
		"ParticleEmitter",
		{ Size: { NumberSequence: RAMP }, Color: { ColorSequence: SUNSET }, Lifetime: { NumberRange: [1, 4] } },
		{ Size: "0,1,0.25 1,3,0", Color: "0,1,0.5,0 1,0,0,0.25", Lifetime: "1,4" },
	],
	Line: ["RayValue", { Value: { Ray: { origin: [1, 2, 3], direction: [0, -1, 0] } } }, { Value: "1,2,3,0,-1,0" }],
	Paint: ["BrickColorValue", { Value: { BrickColor: 21 } }, { Value: "21" }],
	Count: ["IntValue", { Value: -90071992547 }, { Value: "-90071992547" }],
	Ratio: ["NumberValue", { Value: 0.125 }, { Value: "0.125" }],
	Word: ["StringValue", { Value: "grüße" }, { Value: "grüße" }],
	Flame: ["Fire", { Heat: 12, Size: 7 }, { Heat: "12", Size: "7" }],
	Walker: ["Humanoid", { WalkSpeed: 20, HipHeight: 2 }, { WalkSpeed: "20", HipHeight: "2" }],
	Folded: ["Folder", { Archivable: false }, { Archivable: "false" }],
};

/** Kinds that Rojo's projects have no form for, by way of a model. */
const xmlOf = (className: string, name: string, bits: number): string =>
	`<roblox version="4"><Item class="${className}" referent="0"><Properties><${name} name="${name}"><${name.toLowerCase()}>${bits}</${name.toLowerCase()}></${name}></Properties></Item></roblox>`;
const MODELS: Readonly<Record<string, [xml: string, read: Readonly<Record<string, string>>]>> = {
	Handles: [xmlOf("Handles", "Faces", 10), { Faces: "Top,Left" }],
	Arcs: [xmlOf("ArcHandles", "Axes", 5), { Axes: "X,Z" }],
};

/** References by the attribute that Rojo has for them. */
const TARGETS: Readonly<Record<string, [className: string, property: string]>> = {
	Pointer: ["ObjectValue", "Value"],
	Castle: ["Model", "PrimaryPart"],
	Joint: ["WeldConstraint", "Part0"],
};
const ATTRIBUTES = {
	Word: "hall",
	Count: 3,
	On: true,
	Spot: { Vector3: [1, 2, 3] },
	Shade: { Color3: [1, 0, 0.5] },
	Frame: { CFrame: TILTED },
	Gap: { UDim2: [[0, 1], [1, 0]] }, // prettier-ignore
	Span: { NumberRange: [1, 2] },
};
const READ_ATTRIBUTES = {
	Word: "hall",
	Count: "3",
	On: "true",
	Spot: "1,2,3",
	Shade: "1,0,0.5",
	Frame: "-1.5,0,4,0.6,-0.8,0,0.8,0.6,0,0,0,1",
	Gap: "0,1,1,0",
	Span: "1,2",
};

const KIT = {
	$className: "Folder",
	$properties: { Tags: ["One", "Two"] },
	$attributes: ATTRIBUTES,
	...Object.fromEntries(
		Object.entries(KINDS).map(([name, [$className, $properties]]) => [name, { $className, $properties }]),
	),
	...Object.fromEntries(
		Object.entries(TARGETS).map(([name, [$className, property]]) => [
			name,
			{ $className, $attributes: { [`Rojo_Target_${property}`]: "post" } },
		]),
	),
	...Object.fromEntries(Object.keys(MODELS).map(name => [name, { $path: `${name}.rbxmx` }])),
	Post: { $className: "Part", $id: "post" },
};
const placeWith = (kit: object): object => ({
	name: "Forms",
	tree: { $className: "DataModel", Workspace: { $properties: { SignalBehavior: "Immediate" }, Kit: kit } },
});
const EXPECTED = {
	...Object.fromEntries(Object.entries(KINDS).map(([name, [, , read]]) => [name, read])),
	...Object.fromEntries(Object.entries(MODELS).map(([name, [, read]]) => [name, read])),
	...Object.fromEntries(Object.entries(TARGETS).map(([name, [, property]]) => [name, { [property]: "Post" }])),
	"@": { ...READ_ATTRIBUTES, tags: "One,Two" },
};

const READ = `local write = (function() ${WRITE} end)()
local http = game:GetService("HttpService")
local kit = workspace:WaitForChild("Kit")
local held = {}
for name, wanted in http:JSONDecode([==[${JSON.stringify(EXPECTED)}]==]) do
	held[name] = {}
	for property in wanted do
		local value
		if name ~= "@" then value = (kit :: any)[name][property]
		elseif property == "tags" then local tags = kit:GetTags() table.sort(tags) value = table.concat(tags, ",")
		else value = kit:GetAttribute(property) end
		held[name][property] = if typeof(value) == "Instance" then value.Name else write(value) or typeof(value)
	end
end
print(http:JSONEncode(held))`;

/** A Zstandard frame that holds its content as it is; https://www.rfc-editor.org/rfc/rfc8878 */
const frameOf = (content: Buffer): Buffer => {
	const head = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0xa0, 0, 0, 0, 0, 0, 0, 0]);
	head.writeUInt32LE(content.length, 5);
	head.writeUIntLE((content.length << 3) | 1, 9, 3);
	return Buffer.concat([head, content]);
};
/** The same place with its chunks packed otherwise. */
const withZstd = (place: Buffer): Buffer => {
	const packed = chunksOf(place, "place").map(({ name, data }) => {
		const frame = frameOf(data);
		const head = Buffer.alloc(16);
		head.write(name, "latin1");
		head.writeUInt32LE(frame.length, 4);
		head.writeUInt32LE(data.length, 8);
		return Buffer.concat([head, frame]);
	});
	const end = Buffer.alloc(16);
	end.write("END", "latin1");
	return Buffer.concat([place.subarray(0, 32), ...packed, end]);
};

const rojo = findTool("rojo", false);
void describe(
	"what a script reads of a place is the same, whatever the place is kept in",
	{ skip: rojo === undefined },
	() => {
		let folder = "";
		const build = (project: string, output: string): void =>
			void execFileSync(rojo!.command, ["build", project, "-o", output], { cwd: folder, stdio: "ignore" });
		before(() => {
			folder = folderOf({
				"default.project.json": placeWith(KIT),
				"kit.project.json": { name: "Kit", tree: KIT },
				"binary.project.json": placeWith({ $path: "kit.rbxm" }),
				"xml.project.json": placeWith({ $path: "kit.rbxmx" }),
				"folder.project.json": { name: "Forms", tree: { $className: "DataModel", Workspace: { $path: "source" } } },
				"source/readme.md": "",
				...Object.fromEntries(Object.entries(MODELS).map(([name, [xml]]) => [`${name}.rbxmx`, xml])),
			});
			build("default.project.json", "place.rbxlx");
			build("default.project.json", "place.rbxl");
			build("kit.project.json", "kit.rbxm");
			build("kit.project.json", "kit.rbxmx");
			build("kit.project.json", "source/Kit.rbxm");
			writeFileSync(path.join(folder, "zstd.rbxl"), withZstd(readFileSync(path.join(folder, "place.rbxl"))));
		});
		const FORMS = {
			"a Rojo project": "default.project.json",
			"a place in XML": "place.rbxlx",
			"a binary place": "place.rbxl",
			"a binary place as Studio packs it": "zstd.rbxl",
			"a binary model at a $path": "binary.project.json",
			"a model in XML at a $path": "xml.project.json",
			"a binary model in a source folder": "folder.project.json",
		};
		for (const [form, file] of Object.entries(FORMS))
			void it(form, async () => {
				const { output, errors } = await runOn(READ, { place: path.join(folder, file), seconds: 0 });
				assert.equal(errors, 0, output.join("\n"));
				assert.deepEqual(JSON.parse(output[0]!.replace("[server] ", "")), EXPECTED);
			});

		void it("a model by itself, whose referents start anew in each file", () => {
			for (const file of ["kit.rbxm", "kit.rbxmx"]) {
				const [one, other] = [loadPlace(path.join(folder, file)), loadPlace(path.join(folder, file))];
				assert.equal(one.name, "Kit");
				const referents = [one, other].map(kit => kit.children.map(({ referent }) => referent));
				assert.ok(referents[0]!.every(referent => !referents[1]!.includes(referent)));
			}
		});
	},
);
