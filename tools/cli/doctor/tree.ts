import type { PlaceNode, PlaceValue } from "headless-place";

/** An Instance of the place with where it stands. */
export interface Found {
	node: PlaceNode;
	/** As `GetFullName` gives it. */
	fullName: string;
	/** From the top down to its parent. */
	ancestors: readonly PlaceNode[];
}

/** Every Instance below a root, parents first. The DataModel itself has no part in full names. */
export function walk(root: PlaceNode): Found[] {
	const found: Found[] = [];
	const visit = (node: PlaceNode, ancestors: readonly PlaceNode[]): void => {
		const isGame = node.className === "DataModel";
		const named = [...ancestors.filter(held => held.className !== "DataModel"), node];
		if (!isGame) found.push({ node, fullName: named.map(held => held.name).join("."), ancestors });
		for (const child of node.children) visit(child, [...ancestors, node]);
	};
	visit(root, []);
	return found;
}

/** The service that something stands in. */
export const serviceOf = ({ node, ancestors }: Found): string | undefined =>
	[...ancestors, node].find(held => held.className !== "DataModel")?.className;

/** The plain content of a property or attribute. */
export function plain(value: PlaceValue | undefined): unknown {
	return typeof value === "object" ? value.value : value;
}

export const serviceNamed = (place: PlaceNode, className: string): PlaceNode | undefined =>
	place.children.find(node => node.className === className);

/** Digits of an asset id in any of its written forms, as the product reads them. */
export function assetIdOf(text: string): string | undefined {
	return (
		/^\s*(\d+)\s*$/.exec(text)?.[1] ??
		/^\s*rbxassetid:\/\/(\d+)\s*$/i.exec(text)?.[1] ??
		/[?&]id=(\d+)/i.exec(text)?.[1]
	);
}
