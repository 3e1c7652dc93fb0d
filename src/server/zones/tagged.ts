import { CollectionService, Workspace } from "@rbxts/services";

import type { Clock } from "../../shared/clock/clock";
import { type Declared, namesOf, option } from "../../shared/options/declare";
import { flag, type Kind } from "../../shared/options/kinds";
import { nearest } from "../../shared/options/nearest";
import { readOptions } from "../../shared/options/read";
import type { Scope } from "../../shared/scope/scope";
import type { OnReturn } from "../../shared/zones/programme";
import type { Shape } from "../../shared/zones/volume";
import { zoneMessages } from "./messages";
import { onReturn, priority, seconds, shape, share, volume, type ZoneSpec } from "./options";
import { parseAmbience, parseSource, type SourceUse } from "./source";
import type { ZonesEvent } from "./state";

type Attributes = ReadonlyMap<string, AttributeValue>;

function anyCase<T extends string>(of: Kind<T>): Kind<T> {
	return {
		...of,
		take: (value, path, notes) => of.take(typeIs(value, "string") ? value.lower() : value, path, notes),
	};
}

interface PlainAttributes {
	Priority: number;
	Crossfade: number;
	Volume: number;
	OnReturn: OnReturn;
	Enabled: boolean;
	Shape: Shape;
	Muffle: number;
	Reverb: number;
}

const plainAttributes = {
	Priority: option(priority, 0),
	Crossfade: option(seconds),
	Volume: option(volume, 1),
	OnReturn: option(anyCase(onReturn), "resume"),
	Enabled: option(flag, true),
	Shape: option(anyCase(shape)),
	Muffle: option(share, 0),
	Reverb: option(share, 0),
} satisfies Declared<PlainAttributes>;

const SOURCES = ["AssetId", "Playlist", "SimilarTo", "Query"];

/** The attribute that was probably meant to name the music. */
function misspelled(attributes: Attributes): string | undefined {
	for (const [name] of attributes) {
		const meant = nearest(name, SOURCES);
		if (meant !== undefined) return zoneMessages.misspelled(name, meant);
	}
	return undefined;
}

function musicOf(attributes: Attributes): unknown {
	const assetId = attributes.get("AssetId");
	if (typeIs(assetId, "string") && assetId.find(",")[0] !== undefined) {
		return { assets: assetId.gsub("%s", "")[0].split(",") };
	}
	if (assetId !== undefined) return assetId;
	const playlist = attributes.get("Playlist");
	if (playlist !== undefined) return { playlist };
	const similarTo = attributes.get("SimilarTo");
	if (similarTo !== undefined) return { similarTo };
	const query = attributes.get("Query");
	return query !== undefined ? { query, tracks: attributes.get("Tracks") } : undefined;
}

/**
 * Reads a tagged zone. Where several sources are given `AssetId` wins, then `Playlist`, `SimilarTo`, `Query`.
 *
 * @returns the zone without its areas, or what is wrong with it
 */
export function readAttributes(
	attributes: Attributes,
): [spec: Omit<ZoneSpec, "areas"> | undefined, why: string | undefined] {
	const given: Record<string, unknown> = {};
	for (const name of namesOf(plainAttributes)) given[name] = attributes.get(name);
	const { value, fault } = readOptions(zoneMessages.attribute, plainAttributes, given);
	if (value === undefined) return [undefined, fault];
	const source = musicOf(attributes);
	if (source === undefined) return [undefined, misspelled(attributes) ?? zoneMessages.noSource];
	const [music, badMusic] = parseSource(source, () => undefined);
	if (music === undefined) return [undefined, `has bad attributes: ${badMusic}`];
	let ambience: SourceUse | undefined;
	const bed = attributes.get("Ambience");
	if (bed !== undefined) {
		// Words are searched for, digits are an id.
		const [id] = parseAmbience(bed);
		const [words, badBed] = parseAmbience({ query: bed });
		ambience = id ?? words;
		if (ambience === undefined) return [undefined, `has a bad attribute Ambience: ${badBed}`];
	}
	const { Priority, Crossfade, Volume, OnReturn, Enabled, Shape, Muffle, Reverb } = value;
	return [
		{
			music,
			ambience,
			priority: Priority,
			crossfade: Crossfade,
			volume: Volume,
			onReturn: OnReturn,
			enabled: Enabled,
			shape: Shape,
			muffle: Muffle,
			reverb: Reverb,
		},
		undefined,
	];
}

/** Several attributes are mostly set together: they are read when they have come to rest. */
const REST_SECONDS = 0.1;

export interface TaggedPorts {
	scope: Scope;
	tag: string;
	clock: Clock;
	/** Takes events of the kinds `tagged`, `away` and `untagged`. */
	post: (event: ZonesEvent) => void;
}

/**
 * Reads a tagged instance as the zone it is meant to be.
 *
 * @returns the zone, or what is wrong with it
 */
export function readTagged(instance: Instance): [spec: ZoneSpec | undefined, why: string | undefined] {
	if (!instance.IsA("BasePart") && !instance.IsA("Model")) {
		return [undefined, zoneMessages.notPlace(instance.ClassName)];
	}
	const [spec, why] = readAttributes(instance.GetAttributes() as ReadonlyMap<string, AttributeValue>);
	return [spec && { ...spec, areas: [instance] }, why];
}

function read(instance: Instance): ZonesEvent {
	if (!instance.IsDescendantOf(Workspace)) return { kind: "away", instance };
	const [spec, why] = readTagged(instance);
	return { kind: "tagged", instance, name: instance.Name, fullName: instance.GetFullName(), spec, why };
}

/**
 * Follows the tagged parts and models of the world.
 *
 * @returns a function that reads one of them again when its attributes have come to rest
 */
export function followTagged({ scope, tag, clock, post }: TaggedPorts): (instance: Instance) => void {
	const held = new Map<Instance, { scope: Scope; isResting: boolean }>();

	function later(instance: Instance): void {
		const tagged = held.get(instance);
		if (tagged === undefined || tagged.isResting) return;
		tagged.isResting = true;
		clock.delay(
			REST_SECONDS,
			tagged.scope.alive(() => {
				tagged.isResting = false;
				post(read(instance));
			}),
		);
	}

	function added(instance: Instance): void {
		if (held.has(instance)) return;
		const own = scope.child();
		held.set(instance, { scope: own, isResting: false });
		own.own(
			instance.AttributeChanged.Connect(attribute => {
				// The product's own mark on the part says nothing new.
				if (attribute.sub(1, 11) !== "AudioScape/") later(instance);
			}),
		);
		own.own(instance.AncestryChanged.Connect(() => later(instance)));
		post(read(instance));
	}

	function removed(instance: Instance): void {
		const tagged = held.get(instance);
		if (tagged === undefined) return;
		held.delete(instance);
		tagged.scope.release();
		post({ kind: "untagged", instance });
	}

	scope.own(CollectionService.GetInstanceAddedSignal(tag).Connect(scope.alive(added)));
	scope.own(CollectionService.GetInstanceRemovedSignal(tag).Connect(scope.alive(removed)));
	for (const instance of CollectionService.GetTagged(tag)) added(instance);
	return later;
}
