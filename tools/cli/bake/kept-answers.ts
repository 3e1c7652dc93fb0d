import { type Data, isObject } from "./luau-text.ts";

const SEARCH = "POST /v1/search ";
/** The stations hold these, the longest of all answers, themselves. */
const STRUCTURE = "POST /v1/track/structure ";

/** The ids that a recorded request looked up, if it was a lookup. */
function idsOf(key: string): string[] | undefined {
	if (!key.startsWith(SEARCH)) return undefined;
	const body = JSON.parse(key.slice(SEARCH.length)) as { asset_ids?: string[] };
	return body.asset_ids;
}

/** The request for one id alone, in the canonical form of `src/server/http/canonical.ts`. */
const keyOf = (id: string): string => `${SEARCH}{"asset_ids":["${id}"],"limit":1}`;

/**
 * The recorded answers as a manifest holds them. Lookups stand there id by id: which ids travel together differs from
 * server to server.
 */
export function answersToKeep(answers: Readonly<Record<string, Data>>): Record<string, Data> {
	const kept: Record<string, Data> = {};
	for (const [key, value] of Object.entries(answers)) {
		if (key.startsWith(STRUCTURE)) continue;
		const ids = idsOf(key);
		if (ids === undefined || !isObject(value) || !Array.isArray(value.tracks)) {
			kept[key] = value;
			continue;
		}
		for (const id of ids) {
			const row = (value.tracks as Data[]).find(track => isObject(track) && track.asset_id === id);
			const meta = { limit: 1, offset: 0, search_method: "ids-batch", total: row === undefined ? 0 : 1 };
			kept[keyOf(id)] = {
				albums: [],
				artists: [],
				meta: row === undefined ? { ...meta, missing_ids: [id] } : meta,
				tracks: row === undefined ? [] : [row],
			};
		}
	}
	return kept;
}
