import { readFileSync } from "node:fs";

import { PlaceError } from "../place/place-node.ts";
import type { TraceLine } from "./trace.ts";

const isLine = (value: unknown): value is TraceLine => {
	if (typeof value !== "object" || value === null) return false;
	const { t, peer, kind } = value as Record<string, unknown>;
	return typeof t === "number" && typeof peer === "string" && typeof kind === "string";
};
const parsed = (text: string): unknown => {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
};

/**
 * Reads a trace that a run wrote with `--trace`, one JSON object a line. `traceEvent` gives a line its type.
 *
 * @throws PlaceError that names file and line of what is not a line of a trace
 * @example
 * const gains = readTrace("t.ndjson").map(traceEvent).filter(event => event?.kind === "gain");
 */
export const readTrace = (file: string): TraceLine[] => {
	const lines = readFileSync(file, "utf8").split("\n");
	return lines.flatMap((text, index) => {
		if (text.trim() === "") return [];
		const line = parsed(text);
		if (!isLine(line))
			throw new PlaceError(`${file}:${index + 1} is not a line of a trace, which is an object with t, peer and kind`);
		return [line];
	});
};
