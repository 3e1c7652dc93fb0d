import type { PlaceNode } from "headless-place";

import { type Finding, unseen } from "./finding.ts";
import { type CloudOptions, grants } from "./grants.ts";
import { plainKeys } from "./keys.ts";
import { messages } from "./messages.ts";
import { copiesOf, ownScripts, presence, usage } from "./product.ts";
import { expectedRequests } from "./reckoning.ts";
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
	/** Open Cloud, which knows whose an asset is. */
	cloud?: CloudOptions;
	/** Counts requests in a run of the place, which takes some seconds. @default true */
	reckon?: boolean;
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
	if (place === undefined) {
		const noPlace = unseen(messages.noPlace, messages.noPlaceRemedy);
		return [...(await askService(baseUrl, key, new Map(), options)), noPlace];
	}
	const found = walk(place);
	const copies = copiesOf(found);
	const scripts = ownScripts(found, copies);
	const sounds = soundsOf(found);
	const isPlace = place.className === "DataModel";
	const tagged = found.some(({ node }) => node.tags.includes("AudioScapeZone"));
	return [
		...(await askService(baseUrl, key, sounds.uses, options)),
		...(await grants(sounds.uses, options.cloud, options)),
		...contents(found),
		...(isPlace ? [...requests(place), ...presence(copies), ...usage(scripts, copies), ...signals(place)] : []),
		...(isPlace && tagged && (await options.build()) ? await taggedZones(place) : []),
		...(isPlace && copies.length > 0 && options.reckon !== false ? [await expectedRequests(place, scripts)] : []),
		...sounds.findings,
		...(isPlace ? [...listening(place), ...streaming(place, found)] : []),
		...groups(found),
		...plainKeys(scripts, key),
	];
}
