import { readFileSync } from "node:fs";
import path from "node:path";

import { type PlaceNode, runHeadless } from "headless-place";

import { quiet } from "../bake/place.ts";
import { inServer, modelNode } from "../product/model.ts";
import { many, noun } from "../report/text.ts";
import { type Finding, fine, stop, warn } from "./finding.ts";

const PREFIX = "@@doctor ";

interface Told {
	where?: string;
	why?: string;
	outside?: boolean;
	done?: boolean;
}

/** Reads the tagged zones in a headless place, where the rules are the product's own. */
export async function taggedZones(place: PlaceNode): Promise<Finding[]> {
	const told: Told[] = [];
	let wrong: string | undefined;
	const script = readFileSync(path.join(import.meta.dirname, "zones.server.luau"), "utf8");
	try {
		await runHeadless({
			place: [...place.children.map(child => quiet(child)), inServer(modelNode())],
			serverScripts: [{ name: "doctor", source: script }],
			characters: false,
			seconds: 1,
			stopWhen: () => told.at(-1)?.done === true,
			keepTrace: false,
			onTrace: line => {
				const text = String(line.text);
				if (line.kind !== "log") return;
				if (text.startsWith(PREFIX)) told.push(JSON.parse(text.slice(PREFIX.length)) as Told);
				else if (line.level === "error") wrong ??= text;
			},
		});
	} catch (cause) {
		wrong = (cause as Error).message;
	}
	const zones = told.filter(entry => entry.where !== undefined);
	const found = zones.flatMap(({ where, why, outside }) => {
		if (why !== undefined) return [stop(`the tagged zone ${where} is left out: it ${why}`, "correct its attributes")];
		return outside
			? [warn(`the tagged zone ${where} is outside of Workspace, where it is not heard`, "move it there")]
			: [];
	});
	if (told.at(-1)?.done !== true) {
		return [
			...found,
			warn(`the tagged zones could not be read: ${wrong ?? "the place does not run headless"}`, "see docs/headless.md"),
		];
	}
	const good = zones.length - found.length;
	return good > 0 ? [...found, fine(`${many(good, "tagged zone")} ${noun(good, "is", "are")} all right`)] : found;
}
