import type { PlaceNode } from "headless-place";

import type { Finding } from "./finding.ts";
import { plainKeys } from "./keys.ts";
import { copiesOf, ownScripts, presence, usage } from "./product.ts";
import { askService, type ServicePorts } from "./service.ts";
import { contents, groups, listening, requests, signals, streaming } from "./settings.ts";
import { soundsOf } from "./sounds.ts";
import { walk } from "./tree.ts";
import { taggedZones } from "./zones.ts";

export interface ExamineOptions extends ServicePorts {
	/** A place or a model; only the key is looked at without one. */
	place?: PlaceNode;
	key?: string;
	/** Where the API is. */
	baseUrl: string;
	/** Builds the model, which reads the tagged zones. @returns whether it is there */
	build: () => Promise<boolean>;
}

/**
 * Looks for whatever would keep a place from sounding, in the order in which it is worth mending.
 *
 * @example
 * const findings = await examine({ place: loadPlace("game.project.json"), baseUrl, build, clock, random });
 */
export async function examine(options: ExamineOptions): Promise<Finding[]> {
	const { place, key, baseUrl } = options;
	if (place === undefined) return askService(baseUrl, key, new Map(), options);
	const found = walk(place);
	const copies = copiesOf(found);
	const scripts = ownScripts(found, copies);
	const sounds = soundsOf(found);
	const isPlace = place.className === "DataModel";
	const tagged = found.some(({ node }) => node.tags.includes("AudioScapeZone"));
	return [
		...(await askService(baseUrl, key, sounds.uses, options)),
		...contents(found),
		...(isPlace ? [...requests(place), ...presence(copies), ...usage(scripts, copies), ...signals(place)] : []),
		...(isPlace && tagged && (await options.build()) ? await taggedZones(place) : []),
		...sounds.findings,
		...(isPlace ? [...listening(place), ...streaming(place, found)] : []),
		...groups(found),
		...plainKeys(scripts, key),
	];
}
