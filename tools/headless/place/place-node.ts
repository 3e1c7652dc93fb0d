/** A property as the place file writes it; `implicit` values are resolved by the property's type in the engine. */
export type PlaceValue = string | number | boolean | { type: string; value: unknown };

/** One Instance of a place before it is made. */
export interface PlaceNode {
	name: string;
	className: string;
	/** Luau source of scripts. */
	source?: string;
	properties: Record<string, PlaceValue>;
	attributes: Record<string, PlaceValue>;
	tags: string[];
	children: PlaceNode[];
	/** Where the source came from, for messages. */
	file?: string;
	/** Name by which `Ref` properties point here. */
	referent?: string;
	/** Name by which a Rojo project's `Rojo_Target_` attributes point here. */
	rojoId?: string;
}

/** An empty node. */
export function placeNode(name: string, className: string): PlaceNode {
	return { name, className, properties: {}, attributes: {}, tags: [], children: [] };
}

let files = 0;
/** What referents of a file begin with in this process, so that those of several files in one place stay apart. */
export const uniquePrefix = (): string => `${++files}:`;

/** Something in a place file that cannot be read; the message names the file. */
export class PlaceError extends Error {
	override name = "PlaceError";
}
