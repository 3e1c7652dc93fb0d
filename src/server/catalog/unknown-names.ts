import { isEndpoint, openEndpoints } from "../../shared/catalog/endpoints";
import { namesOf, unknownName } from "../../shared/options/declare";
import { nearest } from "../../shared/options/nearest";
import { warnOnce } from "../../shared/options/read";
import { isRow } from "../../shared/wire/table";
import { endpoints } from "./endpoints";

/** The names of the options of the methods that are more than one request. */
const OTHERS: Readonly<Record<string, string[]>> = {
	lookup: ["asset_ids", "playerId"],
	checkAssetHealth: ["playerId", "reportPrivate"],
	auditAudio: ["playerId", "reportPrivate", "roots"],
};

const known = new Map<string, { names: string[]; filters: string[] }>();
for (const [method, names] of pairs(OTHERS)) known.set(method, { names, filters: [] });
for (const [method] of pairs(openEndpoints)) {
	const { fields } = endpoints[method].params;
	const { filters } = fields;
	const nested = filters !== undefined && "fields" in filters ? namesOf(filters.fields) : [];
	known.set(method, { names: namesOf(fields), filters: nested });
}

function warnOf(method: string, prefix: string, options: unknown, names: string[], onlyNear: boolean): void {
	if (!isRow(options)) return;
	for (const [name] of pairs(options)) {
		if (names.includes(name) || (onlyNear && nearest(name, names) === undefined)) continue;
		warnOnce(unknownName(method, prefix, name, names));
	}
}

/**
 * Warns, once each, of names in a call's options that the method does not know; the request goes on. Of a table that
 * may be a row of the catalog, and of filters, which the API may learn before this client does, only of names that are
 * near to known ones.
 */
export function warnOfUnknownNames(method: string, input: unknown, extras: unknown): void {
	const names = known.get(method);
	if (names === undefined) return;
	const takesAsset = isEndpoint(method) && openEndpoints[method].takes === "asset";
	const options = extras ?? (method !== "checkAssetHealth" ? input : undefined);
	warnOf(method, "", options, names.names, takesAsset && extras === undefined);
	if (isRow(options)) warnOf(method, "filters.", options.filters, names.filters, true);
}
