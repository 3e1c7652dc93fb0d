import type { MusicReference } from "../../shared/zones/documents";
import type { ResolvedTrack } from "../../shared/zones/rotation";
import type { Manifest } from "../catalog/port";
import type { Publisher } from "./publisher";
import type { Resolver } from "./resolver";
import type { SourceUse } from "./source";

/** The music that zones use, counted, each under a slot of the documents. */
export interface Sources {
	/** @param zone name of the zone, for what a bake found; `undefined` outside all zones */
	use(use: SourceUse, zone: string | undefined): void;
	unuse(use: SourceUse, zone: string | undefined): void;
	reference(use: SourceUse): MusicReference;
	tracks(use: SourceUse): ReadonlyArray<ResolvedTrack> | undefined;
	/** Publishes what was resolved. */
	resolved(key: string): void;
	/** Names of the zones that use a source; `undefined` stands for outside. */
	users(key: string): ReadonlySet<string>;
}

/** Stands for the world outside in `users`. */
export const OUTSIDE_USER = "";

const NOBODY: ReadonlySet<string> = new Set<string>();

/** Makes an empty count. */
export function createSources(resolver: () => Resolver, publisher: Publisher, manifest: Manifest | undefined): Sources {
	const held = new Map<string, { slot: number; users: Set<string> }>();
	return {
		use({ request, tracks }, zone) {
			if (request.kind === "radio") return;
			let source = held.get(request.key);
			if (source === undefined) {
				source = { slot: publisher.musicSlots.take(), users: new Set() };
				held.set(request.key, source);
			}
			source.users.add(zone ?? OUTSIDE_USER);
			const baked = zone !== undefined ? manifest?.zones?.[zone] : undefined;
			if (baked !== undefined && request.kind !== "bed") resolver().know(request, baked.tracks);
			resolver().want(request, tracks);
		},
		unuse({ request }, zone) {
			const source = held.get(request.key);
			if (source === undefined) return;
			source.users.delete(zone ?? OUTSIDE_USER);
			if (!source.users.isEmpty()) return;
			held.delete(request.key);
			resolver().release(request.key);
			publisher.music(source.slot, undefined);
			publisher.musicSlots.give(source.slot);
		},
		reference({ request, tracks }) {
			if (request.kind === "radio") return { s: request.topic };
			return { m: held.get(request.key)?.slot, t: tracks };
		},
		tracks({ request }) {
			return resolver().get(request.key);
		},
		resolved(key) {
			const source = held.get(key);
			if (source !== undefined) publisher.music(source.slot, resolver().get(key));
		},
		users(key) {
			return held.get(key)?.users ?? NOBODY;
		},
	};
}
