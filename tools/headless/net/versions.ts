import { type CloudAnswer, type CloudRequest, type Entries, type Entry, shown, type Version } from "./entries.ts";

const HOUR = 3600;
const KEPT_FOR = 30 * 24 * HOUR;

/** What a data store remembers of an entry that is written over at `now`. */
export const historyAfter = (before: Entry, now: number): Version[] => {
	const { history = [], json, version, created, updated, users, metadata, deleted } = before;
	const ended: Version = {
		json,
		version,
		created,
		updated,
		...(users === undefined ? {} : { users }),
		...(metadata === undefined ? {} : { metadata }),
		...(deleted === undefined ? {} : { deleted }),
	};
	const replaced = deleted !== true && Math.floor(updated / HOUR) === Math.floor(now / HOUR);
	const all = replaced ? history : [...history, ended];
	// A version lasts thirty days from when the next one took its place.
	return all.filter((_, at) => (all[at + 1]?.updated ?? now) + KEPT_FOR > now);
};

export const remove = (entries: Entries, request: CloudRequest): CloudAnswer => {
	const entry = entries.live(request);
	if (entry === undefined || entry.deleted === true) return {};
	const store = entries.storeOf(request.store);
	const key = request.key ?? "";
	if (request.versioned === true) {
		const { history = [], sortKey: _, ...ended } = entry;
		const mark = {
			json: "null",
			version: entries.nextVersion(),
			created: request.now,
			updated: request.now,
			deleted: true,
		};
		store.set(key, { ...mark, history: [...history, ended] });
	} else store.delete(key);
	return shown(entry);
};
export const versions = (entries: Entries, request: CloudRequest): Version[] => {
	const entry = entries.live(request);
	return entry === undefined ? [] : [...(entry.history ?? []), shown(entry) as Version];
};
export const forget = (entries: Entries, request: CloudRequest): CloudAnswer => {
	const entry = entries.live(request);
	if (entry?.version === request.version) return { conflict: true };
	if (entry !== undefined) entry.history = (entry.history ?? []).filter(({ version }) => version !== request.version);
	return {};
};
/** Of one store, or of all stores whose name begins with what ends in `/`; those keys carry their scope. */
export const keys = (entries: Entries, request: CloudRequest): CloudAnswer => {
	const prefix = request.prefix ?? "";
	const everywhere = request.store.endsWith("/");
	const found = [...entries.stores]
		.filter(([id]) => (everywhere ? id.startsWith(request.store) : id === request.store))
		.flatMap(([id, held]) =>
			[...held]
				.filter(([, entry]) => request.excludeDeleted !== true || entry.deleted !== true)
				.map(([key, entry]) => ({ name: everywhere ? `${id.slice(request.store.length)}/${key}` : key, entry })),
		);
	return { names: named(found, prefix) };
};
const named = (found: readonly { name: string; entry: Entry }[], prefix: string): NonNullable<CloudAnswer["names"]> =>
	found
		.filter(({ name }) => name.startsWith(prefix))
		.sort((a, b) => (a.name < b.name ? -1 : 1))
		.map(({ name, entry }) => ({ name, created: entry.created, updated: entry.updated }));
/** The first segment of `data/NAME/SCOPE`, each once. */
export const storeNames = (entries: Entries, request: CloudRequest): CloudAnswer => {
	const byName = new Map<string, Entry>();
	for (const [id, held] of entries.stores) {
		const name = /^data\/([^/]+)\//.exec(id)?.[1];
		for (const entry of name === undefined ? [] : held.values()) {
			const known = byName.get(name!);
			const created = Math.min(known?.created ?? entry.created, entry.created);
			byName.set(name!, { ...entry, created, updated: Math.max(known?.updated ?? 0, entry.updated) });
		}
	}
	return {
		names: named(
			Array.from(byName, ([name, entry]) => ({ name, entry })),
			request.prefix ?? "",
		),
	};
};
