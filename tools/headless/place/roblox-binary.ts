import { attributesOf } from "./attribute-blob.ts";
import { chunksOf } from "./binary-chunks.ts";
import { type BinaryReader, createBinaryReader } from "./binary-reader.ts";
import { type BinaryValue, READERS } from "./binary-values.ts";
import { PlaceError, type PlaceNode, placeNode, uniquePrefix } from "./place-node.ts";
import { setProperty, tagsOf } from "./serialised.ts";

interface Instances {
	/** By referent. */
	readonly nodes: Map<number, PlaceNode>;
	/** Those of a class, by the number that the file gave it. */
	readonly byClass: Map<number, PlaceNode[]>;
	readonly prefix: string;
	readonly file: string;
}

function readClass(read: BinaryReader, { nodes, byClass, prefix, file }: Instances): void {
	const id = read.u32();
	const className = read.string();
	read.u8(); // Whether it is a service, which the name says as well.
	const made = read.references(read.u32()).map(referent => {
		const node = placeNode(className, className);
		node.file = file;
		node.referent = prefix + referent;
		nodes.set(referent, node);
		return node;
	});
	byClass.set(id, made);
}

function put(node: PlaceNode, name: string, value: BinaryValue, { prefix, file }: Instances): void {
	if (value === undefined) return;
	if (Buffer.isBuffer(value)) {
		if (name === "Tags") node.tags = tagsOf(value);
		else if (name === "AttributesSerialize") node.attributes = attributesOf(value, file);
		else if (name === "Name") node.name = value.toString("utf8");
		else if (name === "Source") node.source = value.toString("utf8");
		else setProperty(node, name, value.toString("utf8"));
	} else if (typeof value === "object" && value.type === "Ref") {
		setProperty(node, name, { type: "Ref", value: prefix + String(value.value) });
	} else setProperty(node, name, value);
}

function readProperty(read: BinaryReader, instances: Instances): void {
	const nodes = instances.byClass.get(read.u32()) ?? [];
	const name = read.string();
	// Shared strings, capabilities and unique ids are nothing that scripts read.
	const values = READERS[read.u8()]?.(read, nodes.length);
	if (values !== undefined) for (const [i, node] of nodes.entries()) put(node, name, values[i], instances);
}

function readParents(read: BinaryReader, { nodes }: Instances): PlaceNode[] {
	read.u8(); // The version of the chunk.
	const count = read.u32();
	const children = read.references(count);
	const parents = read.references(count);
	const roots: PlaceNode[] = [];
	for (const [i, child] of children.entries()) {
		const node = nodes.get(child);
		if (node !== undefined) (nodes.get(parents[i]!)?.children ?? roots).push(node);
	}
	return roots;
}

/**
 * Reads the top-level Instances of an `.rbxl` or `.rbxm` file. The format is described by rbx-dom's
 * documents; the bundled Rojo could convert models but refuses places, so it is read here.
 */
export function readRobloxBinary(bytes: Buffer, file: string): PlaceNode[] {
	const instances: Instances = { nodes: new Map(), byClass: new Map(), prefix: uniquePrefix(), file };
	let roots: PlaceNode[] = [];
	for (const { name, data } of chunksOf(bytes, file)) {
		const read = createBinaryReader(data);
		try {
			if (name === "INST") readClass(read, instances);
			else if (name === "PROP") readProperty(read, instances);
			else if (name === "PRNT") roots = readParents(read, instances);
		} catch (cause) {
			throw cause instanceof PlaceError
				? cause
				: new PlaceError(`${file} is damaged in a ${name} chunk: ${(cause as Error).message}`);
		}
	}
	return roots;
}
