import type { Bound } from "./sorted.ts";

/** One stored value, as the stores inside the VM see it. Texts are byte strings of JSON. */
export interface Entry {
	json: string;
	version: number;
	created: number;
	updated: number;
	users?: string;
	metadata?: string;
	expires?: number;
	/** Of a sorted map. */
	sortKey?: string | number;
	/** Of a queue: higher ones are read first. */
	priority?: number;
	/** Of a queue: who read it hides it from others until then. */
	hiddenUntil?: number;
	readId?: string;
	/** Of a data store: what it was before, oldest first; one an hour is kept, for thirty days. */
	history?: Version[];
	/** Of a data store: removed, with its history still there. */
	deleted?: boolean;
}

/** One version of an entry of a data store. */
export interface Version {
	readonly json: string;
	readonly version: number;
	readonly created: number;
	/** When this version was written. */
	readonly updated: number;
	readonly users?: string;
	readonly metadata?: string;
	readonly deleted?: boolean;
}

/** A request of DataStoreService or MemoryStoreService; `now` is the place's Unix time. */
export interface CloudRequest {
	/**
	 * `get`, `put`, `remove` an entry; `count` and `range` of a map; `add`, `read` and `release` of a queue; `versions` of
	 * a key of a data store, `forget` one of them; `keys` of a data store and the `stores` there are.
	 */
	readonly action:
		| "get"
		| "put"
		| "remove"
		| "count"
		| "range"
		| "add"
		| "read"
		| "release"
		| "versions"
		| "forget"
		| "keys"
		| "stores";
	readonly store: string;
	/** Of a queue: what `read` answered. */
	readonly key?: string;
	readonly now: number;
	readonly json?: string;
	readonly users?: string;
	readonly metadata?: string;
	readonly expires?: number;
	readonly sortKey?: string | number;
	readonly priority?: number;
	/** Write only if the entry still has this version; 0 means absent. */
	readonly ifVersion?: number;
	/** Bytes that all stores of the same service may hold. */
	readonly quota?: number;
	readonly count?: number;
	readonly descending?: boolean;
	readonly lower?: Bound;
	readonly upper?: Bound;
	/** Read all that were asked for or none. */
	readonly allOrNothing?: boolean;
	/** Seconds for which what is read is hidden. */
	readonly hide?: number;
	/** Count only what is not hidden. */
	readonly visible?: boolean;
	/** Keep versions: a write of the same hour replaces the newest one, removing adds one that says so. */
	readonly versioned?: boolean;
	/** Of `forget`. */
	readonly version?: number;
	/** Of `keys` and `stores`: what the names begin with. */
	readonly prefix?: string;
	/** Of `keys`: leave out what was removed. */
	readonly excludeDeleted?: boolean;
}

export type CloudAnswer = Partial<Entry> & {
	conflict?: boolean;
	full?: boolean;
	error?: string;
	/** How many there are. */
	count?: number;
	items?: { key: string; json: string; sortKey?: string | number }[];
	/** Oldest first; the last one is what the key holds. */
	versions?: Version[];
	/** Of `keys` and `stores`, in order. */
	names?: { name: string; created: number; updated: number }[];
};

/** The stores by name (`data/NAME/SCOPE`, `memory/KIND/NAME`) and what every operation needs of them. */
export const createEntries = () => {
	const stores = new Map<string, Map<string, Entry>>();
	const last = { version: 0 };
	const storeOf = (id: string): Map<string, Entry> => {
		const known = stores.get(id) ?? new Map<string, Entry>();
		stores.set(id, known);
		return known;
	};
	const sweep = (entries: Map<string, Entry>, now: number): void => {
		for (const [key, entry] of entries) if (entry.expires !== undefined && entry.expires <= now) entries.delete(key);
	};
	return {
		stores,
		storeOf,
		lastVersion: (): number => last.version,
		nextVersion: (): number => ++last.version,
		liveIn: ({ store, now }: CloudRequest): [string, Entry][] => {
			sweep(storeOf(store), now);
			return [...storeOf(store)];
		},
		live: (request: CloudRequest): Entry | undefined => {
			const entry = storeOf(request.store).get(request.key ?? "");
			if (entry?.expires === undefined || entry.expires > request.now) return entry;
			storeOf(request.store).delete(request.key ?? "");
			return undefined;
		},
		/** What all stores of a service hold; what expired no longer counts. */
		bytesOf: (service: string, now: number): number => {
			let bytes = 0;
			for (const [id, entries] of stores)
				if (id.startsWith(service)) {
					sweep(entries, now);
					for (const [key, entry] of entries) bytes += sizeOf(key, entry);
				}
			return bytes;
		},
	};
};
export type Entries = ReturnType<typeof createEntries>;

export const sizeOf = (key: string, entry: { json: string; sortKey?: string | number }): number =>
	key.length + entry.json.length + String(entry.sortKey ?? "").length;

/** The answer to a question about one entry. */
export const shown = ({ history: _, ...entry }: Entry): CloudAnswer => entry;
