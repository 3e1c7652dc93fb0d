import { attributesOf } from "./attribute-blob.ts";
import { PlaceError, type PlaceNode, placeNode, type PlaceValue, uniquePrefix } from "./place-node.ts";
import { setProperty, tagsOf } from "./serialised.ts";

const ENTITY: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

function unescape(text: string): string {
	return text.replace(/&(#x?[\da-f]+|\w+);/gi, (whole, name: string) => {
		if (name.startsWith("#x")) return String.fromCodePoint(parseInt(name.slice(2), 16));
		if (name.startsWith("#")) return String.fromCodePoint(Number(name.slice(1)));
		return ENTITY[name] ?? whole;
	});
}

interface Element {
	tag: string;
	attributes: Record<string, string>;
	children: Element[];
	text: string;
}

const TOKEN =
	/<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([\w:]+)((?:\s+[\w:]+="[^"]*")*)\s*(\/?)>|([^<]+)/g;

/** A reader for the small XML that Roblox writes: elements, attributes, text and CDATA. */
function parse(xml: string, file: string): Element {
	const root: Element = { tag: "", attributes: {}, children: [], text: "" };
	const stack = [root];
	for (const [, cdata, closing, tag, attributes, selfClosing, text] of xml.matchAll(TOKEN)) {
		const top = stack[stack.length - 1]!;
		if (cdata !== undefined) top.text += cdata;
		else if (text !== undefined) top.text += unescape(text);
		else if (closing === "/") {
			if (stack.length === 1 || top.tag !== tag) throw new PlaceError(`${file}: </${tag}> closes <${top.tag}>`);
			stack.pop();
		} else if (tag !== undefined) {
			const element: Element = { tag, attributes: {}, children: [], text: "" };
			for (const [, key, value] of (attributes ?? "").matchAll(/([\w:]+)="([^"]*)"/g)) {
				element.attributes[key!] = unescape(value!);
			}
			top.children.push(element);
			if (selfClosing !== "/") stack.push(element);
		}
	}
	if (stack.length !== 1) throw new PlaceError(`${file}: <${stack[stack.length - 1]!.tag}> is never closed`);
	return root;
}

function parts(element: Element, names: string[]): number[] {
	return names.map(name => number(element.children.find(child => child.tag === name)?.text ?? "0"));
}

const FRAME = ["X", "Y", "Z", "R00", "R01", "R02", "R10", "R11", "R12", "R20", "R21", "R22"];

const PHYSICS = ["Density", "Friction", "Elasticity", "FrictionWeight", "ElasticityWeight"];
const INT16 = ["X", "Y", "Z"];
const NOTHING: Element = { tag: "", attributes: {}, children: [], text: "" };

const inside = (element: Element, tag: string): Element => element.children.find(child => child.tag === tag) ?? NOTHING;
const words = (element: Element): number[] => element.text.trim().split(/\s+/).map(Number);
/** Older files say `url`, newer ones `uri`; both may be `null`. */
function address(element: Element): string {
	return element.children.find(child => child.tag === "url" || child.tag === "uri")?.text ?? "";
}

/** Readers of the property elements by tag. */
const READERS: Record<string, (element: Element) => PlaceValue | undefined> = {
	string: element => element.text,
	ProtectedString: element => element.text,
	bool: element => element.text.trim() === "true",
	int: element => Number(element.text),
	int64: element => Number(element.text),
	float: element => number(element.text),
	double: element => number(element.text),
	token: element => ({ type: "Enum", value: Number(element.text) }),
	Vector3: element => ({ type: "Vector3", value: parts(element, ["X", "Y", "Z"]) }),
	Vector2: element => ({ type: "Vector2", value: parts(element, ["X", "Y"]) }),
	CoordinateFrame: element => ({ type: "CFrame", value: parts(element, FRAME) }),
	Color3: element => ({ type: "Color3", value: parts(element, ["R", "G", "B"]) }),
	Color3uint8: element => {
		const packed = Number(element.text);
		return { type: "Color3uint8", value: [16, 8, 0].map(shift => (packed >> shift) & 255) };
	},
	UDim: element => ({ type: "UDim", value: parts(element, ["S", "O"]) }),
	UDim2: element => ({ type: "UDim2", value: parts(element, ["XS", "XO", "YS", "YO"]) }),
	NumberRange: element => ({ type: "NumberRange", value: words(element) }),
	NumberSequence: element => ({ type: "NumberSequence", value: words(element) }),
	ColorSequence: element => ({ type: "ColorSequence", value: words(element) }),
	Rect2D: element => ({
		type: "Rect",
		value: ["min", "max"].flatMap(name => parts(inside(element, name), ["X", "Y"])),
	}),
	Ray: element => ({
		type: "Ray",
		value: ["origin", "direction"].flatMap(name => parts(inside(element, name), ["X", "Y", "Z"])),
	}),
	Faces: element => ({ type: "Faces", value: Number(inside(element, "faces").text) }),
	Axes: element => ({ type: "Axes", value: Number(inside(element, "axes").text) }),
	Font: element => ({
		type: "Font",
		value: [
			address(inside(element, "Family")),
			Number(inside(element, "Weight").text),
			inside(element, "Style").text.trim(),
		],
	}),
	PhysicalProperties: element =>
		inside(element, "CustomPhysics").text.trim() === "true"
			? { type: "PhysicalProperties", value: parts(element, PHYSICS) }
			: undefined,
	Vector3int16: element => ({ type: "Vector3int16", value: parts(element, INT16) }),
	OptionalCoordinateFrame: element => {
		const frame = element.children.find(child => child.tag === "CFrame");
		return frame === undefined ? undefined : { type: "CFrame", value: parts(frame, FRAME) };
	},
	BrickColor: element => ({ type: "BrickColor", value: Number(element.text) }),
	Content: element => ({ type: "Content", value: address(element) }),
	ContentId: address,
};
const reference = (element: Element, prefix: string): PlaceValue => ({
	type: "Ref",
	value: prefix + element.text.trim(),
});

function number(text: string): number {
	const trimmed = text.trim().toLowerCase();
	if (trimmed === "inf") return Infinity;
	if (trimmed === "-inf") return -Infinity;
	return Number(trimmed);
}

function node(item: Element, file: string, prefix: string): PlaceNode {
	const className = item.attributes.class;
	if (className === undefined) throw new PlaceError(`${file}: an <Item> has no class`);
	const made = placeNode(className, className);
	if (item.attributes.referent !== undefined) made.referent = prefix + item.attributes.referent;
	made.file = file;
	for (const property of item.children.find(child => child.tag === "Properties")?.children ?? []) {
		const name = property.attributes.name ?? "";
		const bytes = (): Buffer => Buffer.from(property.text.trim(), "base64");
		if (name === "Tags") made.tags = tagsOf(bytes());
		else if (name === "AttributesSerialize") made.attributes = attributesOf(bytes(), file);
		else if (name === "Name") made.name = property.text;
		else if (name === "Source") made.source = property.text;
		else {
			const value = property.tag === "Ref" ? reference(property, prefix) : READERS[property.tag]?.(property);
			if (value !== undefined) setProperty(made, name, value);
		}
	}
	made.children = item.children.filter(child => child.tag === "Item").map(child => node(child, file, prefix));
	return made;
}

/** Reads the top-level Instances of an `.rbxlx` or `.rbxmx` file. */
export function readRobloxXml(xml: string, file: string): PlaceNode[] {
	const roblox = parse(xml, file).children.find(element => element.tag === "roblox");
	if (roblox === undefined) throw new PlaceError(`${file} is not a Roblox XML file: it has no <roblox> element`);
	const prefix = uniquePrefix();
	return roblox.children.filter(element => element.tag === "Item").map(item => node(item, file, prefix));
}
