import { type PlaceNode, uniquePrefix } from "./place-node.ts";
import { setProperty } from "./serialised.ts";

const ID = "Rojo_Id";
const TARGET = "Rojo_Target_";

const walk = (node: PlaceNode, visit: (node: PlaceNode) => void): void => {
	visit(node);
	for (const child of node.children) walk(child, visit);
};

/**
 * References of a project are attributes: `Rojo_Target_PrimaryPart` names what some Instance has as its `$id`, as `id` of its
 * meta file, or as its attribute `Rojo_Id`.
 */
export function resolveTargets(root: PlaceNode): void {
	const prefix = uniquePrefix();
	const byId = new Map<string, PlaceNode>();
	walk(root, node => {
		const id = node.attributes[ID] ?? node.rojoId;
		if (typeof id === "string") byId.set(id, node);
	});
	if (byId.size === 0) return;
	walk(root, node => {
		for (const [name, id] of Object.entries(node.attributes)) {
			const target = name.startsWith(TARGET) && typeof id === "string" ? byId.get(id) : undefined;
			if (target === undefined) continue;
			target.referent ??= prefix + String(id);
			setProperty(node, name.slice(TARGET.length), { type: "Ref", value: target.referent });
		}
	});
}
