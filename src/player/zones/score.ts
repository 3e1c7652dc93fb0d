import type { Programme } from "../../shared/zones/conductor";
import {
	type MusicDocument,
	type MusicReference,
	type SettingsDocument,
	unpackTracks,
	type ZoneDocument,
} from "../../shared/zones/documents";
import type { ResolvedTrack } from "../../shared/zones/rotation";

/** What zones are to play, by the documents of the server. */
export interface Score {
	settings: (document: SettingsDocument) => void;
	/** Takes one chunk of music; `undefined` when it is gone. */
	music: (key: string, list: ReadonlyArray<MusicDocument> | undefined) => void;
	/** The music of a zone; `undefined` names the world outside. */
	programme: (zone: string | undefined) => Programme | undefined;
	/** What lies under it, as far as it is known. */
	bed: (zone: string | undefined) => { assetId: string; gain: number; fadeSeconds: number } | undefined;
	/** Seconds of a zone's fades, and those of all zones. */
	crossfade: (zone?: string) => number;
}

/**
 * Makes a score without music.
 *
 * @param zoneOf the document of a zone
 */
export function createScore(first: SettingsDocument, zoneOf: (name: string) => ZoneDocument | undefined): Score {
	const tracks = new Map<number, ResolvedTrack[]>();
	const slotsOf = new Map<string, number[]>();
	let settings = first;

	const zoneAt = (name: string | undefined) => (name !== undefined ? zoneOf(name) : undefined);
	const tracksOf = ({ m }: MusicReference) => (m !== undefined ? tracks.get(m) : undefined);

	return {
		settings: document => {
			settings = document;
		},
		music: (key, list = []) => {
			for (const slot of slotsOf.get(key) ?? []) tracks.delete(slot);
			for (const document of list) tracks.set(document.k, unpackTracks(document));
			slotsOf.set(
				key,
				list.map(document => document.k),
			);
		},
		programme: name => {
			const zone = zoneAt(name);
			const reference = name === undefined ? settings.outside : zone;
			if (reference === undefined) return undefined;
			return {
				tracks: tracksOf(reference),
				size: reference.t,
				station: reference.s,
				crossfade: zone?.f ?? settings.crossfade,
				volume: zone?.g ?? 1,
				onReturn: zone?.r ?? "resume",
			};
		},
		bed: name => {
			const zone = zoneAt(name);
			const clip = zone?.b !== undefined ? tracks.get(zone.b)?.[0] : undefined;
			if (zone === undefined || clip === undefined) return undefined;
			return { assetId: clip.id, gain: clip.gain * zone.g, fadeSeconds: zone.f };
		},
		crossfade: name => zoneAt(name)?.f ?? settings.crossfade,
	};
}
