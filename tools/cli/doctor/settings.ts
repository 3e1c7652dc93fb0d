import type { PlaceNode } from "headless-place";

import { type Finding, fine, stop, warn } from "./finding.ts";
import { messages } from "./messages.ts";
import { type Found, plain, serviceNamed } from "./tree.ts";

/** Whether the server may ask the API. */
export function requests(place: PlaceNode): Finding[] {
	const enabled = plain(serviceNamed(place, "HttpService")?.properties.HttpEnabled);
	const remedy =
		"Allow HTTP Requests under Experience Settings, Security; in a Rojo project set HttpService.HttpEnabled";
	if (enabled === true) return [fine("HTTP requests are allowed")];
	if (enabled === false) return [stop("HttpService.HttpEnabled is false: the server cannot ask the API", remedy)];
	return [warn("the place does not say whether HTTP requests are allowed, and they are off by default", remedy)];
}

const BEHAVIOURS = ["Default", "Immediate", "Deferred", "AncestryDeferred"];

/** How signals behave; the product is proven under Immediate and Deferred. */
export function signals(place: PlaceNode): Finding[] {
	const value = plain(serviceNamed(place, "Workspace")?.properties.SignalBehavior);
	const name = typeof value === "number" ? BEHAVIOURS[value] : value;
	if (value === undefined || name === "Immediate" || name === "Deferred") return [];
	if (name === "Default") {
		const remedy = "choose Deferred now, so that the game's own scripts do not change with it";
		return [warn("Workspace.SignalBehavior is Default, which is Immediate today and will be Deferred", remedy)];
	}
	const text = `Workspace.SignalBehavior is ${String(name ?? value)}; AudioScape is only tested under Immediate and Deferred`;
	return [warn(text, "choose Deferred")];
}

/** A listener that follows an object: by number and by name. */
const FOLLOWING = new Set<unknown>([2, 3, "ObjectPosition", "ObjectCFrame"]);
/** Footsteps fall off over 80 studs; from here on they are hardly heard at the feet. */
const STEEP_ROLLOFF = 4;

/** Settings of SoundService that silence (facts 5). */
export function listening(place: PlaceNode): Finding[] {
	const properties = serviceNamed(place, "SoundService")?.properties ?? {};
	const found: Finding[] = [];
	if (FOLLOWING.has(plain(properties.ListenerType)) && properties.ListenerObject === undefined) {
		found.push(
			stop(
				"SoundService.ListenerType follows an object, and ListenerObject is none: no 3D Sound is heard, footsteps included",
				"set ListenerType to Camera, or ListenerObject to a part",
			),
		);
	}
	const filtering = plain(properties.RespectFilteringEnabled);
	if (filtering !== true) {
		const said = filtering === false ? "is false" : "is not set, and off in a place that Rojo builds";
		found.push(
			warn(
				`SoundService.RespectFilteringEnabled ${said}: a Sound that one player's machine plays may be heard by all`,
				"set it to true; what AudioScape plays for one player is then that player's alone",
			),
		);
	}
	const rolloff = plain(properties.RolloffScale);
	if (typeof rolloff === "number" && rolloff > STEEP_ROLLOFF) {
		found.push(warn(`SoundService.RolloffScale is ${rolloff}: 3D Sounds are faint a few studs away`, "set it near 1"));
	}
	return found;
}

/** Parts worth naming. */
const MOST_NAMED = 3;
const isPart = ({ node }: Found): boolean => /Part$|^UnionOperation$|^Seat$|^SpawnLocation$/.test(node.className);

function sizeOf({ node }: Found): [number, number, number] | undefined {
	const size = plain(node.properties.Size);
	if (!Array.isArray(size) || size.length !== 3 || !size.every(edge => typeof edge === "number")) return undefined;
	return size as [number, number, number];
}

/** What the place is made of, so that it is seen which place was read, and whether the sizes of its parts were. */
export function contents(found: readonly Found[]): Finding[] {
	const scripts = found.filter(({ node }) => node.source !== undefined);
	const kilobytes = Math.round(scripts.reduce((sum, { node }) => sum + Buffer.byteLength(node.source!), 0) / 1024);
	const parts = found.filter(isPart);
	const largest = parts
		.flatMap(entry => {
			const size = sizeOf(entry);
			return size === undefined ? [] : [{ size, volume: size[0] * size[1] * size[2], name: entry.fullName }];
		})
		.sort((a, b) => b.volume - a.volume)
		.slice(0, MOST_NAMED)
		.map(({ size, name }) => `${name} ${size.map(edge => Math.round(edge * 100) / 100).join(" × ")}`);
	return [fine(messages.contents(found.length, parts.length, largest, scripts.length, kilobytes))];
}

/** SoundGroups at 0: whatever the game puts into them is silent. */
export function groups(found: readonly Found[]): Finding[] {
	return found
		.filter(({ node }) => node.className === "SoundGroup" && plain(node.properties.Volume) === 0)
		.map(({ fullName }) => {
			const remedy =
				"raise it, unless a script does; sounds of AudioScape are in it only when you pass it as soundGroup";
			return warn(`the SoundGroup ${fullName} has Volume 0: everything in it is silent`, remedy);
		});
}

/** Looped Sounds that stop where their part streams out (facts 16). */
export function streaming(place: PlaceNode, found: readonly Found[]): Finding[] {
	const enabled = plain(serviceNamed(place, "Workspace")?.properties.StreamingEnabled);
	if (enabled !== true) return [];
	const persistent = (node: PlaceNode): boolean =>
		[2, 3, "Persistent", "PersistentPerPlayer"].includes(plain(node.properties.ModelStreamingMode) as never);
	const stopping = found.filter(
		({ node, ancestors }) =>
			node.className === "Sound" &&
			plain(node.properties.Looped) === true &&
			ancestors.some(held => held.className === "Workspace") &&
			!ancestors.some(persistent),
	);
	if (stopping.length === 0) return [];
	const others = stopping.length === 1 ? "" : ` and ${stopping.length - 1} more`;
	return [
		warn(
			`the place streams: the looped Sound ${stopping[0]!.fullName}${others} stops where its part streams out`,
			"put it into SoundService or into a model with ModelStreamingMode Persistent, or make it the ambience of a zone",
		),
	];
}
