import { type Bound, rangeOf } from "./sorted.ts";

/** One stored value, as the stores inside the VM see it. Texts are byte strings of JSON. */
interface Entry {
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
}

/** A request of DataStoreService or MemoryStoreService; `now` is the place's Unix time. */
export interface CloudRequest {
	/** `get`, `put`, `remove` an entry; `count` and `range` of a map; `add`, `read` and `release` of a queue. */
	readonly action: "get" | "put" | "remove" | "count" | "range" | "add" | "read" | "release";
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
}

export type CloudAnswer = Partial<Entry> & {
	conflict?: boolean;
	full?: boolean;
	error?: string;
	/** How many there are. */
	count?: number;
	items?: { key: string; json: string; sortKey?: string | number }[];
};

/** What the servers of one experience share. Give the same one to several places to make a fleet. */
export interface Cloud {
	handle(request: CloudRequest): CloudAnswer;
}

/**
 * A backend in memory.
 *
 * @example
 * const cloud = createCloud();
 * cloud.handle({ action: "get", store: "data/a/global", key: "k", now: 0 }); // {}
 */
export const createCloud = (): Cloud => {
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
	const liveIn = ({ store, now }: CloudRequest): [string, Entry][] => {
		sweep(storeOf(store), now);
		return [...storeOf(store)];
	};
	const live = (request: CloudRequest): Entry | undefined => {
		const entry = storeOf(request.store).get(request.key ?? "");
		if (entry?.expires === undefined || entry.expires > request.now) return entry;
		storeOf(request.store).delete(request.key ?? "");
		return undefined;
	};
	const sizeOf = (key: string, entry: { json: string; sortKey?: string | number }): number =>
		key.length + entry.json.length + String(entry.sortKey ?? "").length;
	// What expired no longer counts.
	const bytesOf = (service: string, now: number): number => {
		let bytes = 0;
		for (const [id, entries] of stores)
			if (id.startsWith(service)) {
				sweep(entries, now);
				for (const [key, entry] of entries) bytes += sizeOf(key, entry);
			}
		return bytes;
	};

	const put = (request: CloudRequest): CloudAnswer => {
		const key = request.key ?? "";
		const before = live(request);
		if (request.ifVersion !== undefined && (before?.version ?? 0) !== request.ifVersion) return { conflict: true };
		const entry: Entry = {
			json: request.json ?? "null",
			version: ++last.version,
			created: before?.created ?? request.now,
			updated: request.now,
			...(request.users === undefined ? {} : { users: request.users }),
			...(request.metadata === undefined ? {} : { metadata: request.metadata }),
			...(request.expires === undefined ? {} : { expires: request.expires }),
			...(request.sortKey === undefined ? {} : { sortKey: request.sortKey }),
			...(request.priority === undefined ? {} : { priority: request.priority }),
		};
		const growth = sizeOf(key, entry) - (before === undefined ? 0 : sizeOf(key, before));
		const service = request.store.slice(0, request.store.indexOf("/") + 1);
		if (request.quota !== undefined && growth > 0 && bytesOf(service, request.now) + growth > request.quota)
			return { full: true };
		storeOf(request.store).set(key, entry);
		return { ...entry, count: before === undefined ? 0 : 1 };
	};

	const isVisible = (entry: Entry, now: number): boolean => (entry.hiddenUntil ?? 0) <= now;
	const read = (request: CloudRequest): CloudAnswer => {
		const wanted = request.count ?? 1;
		const found = liveIn(request)
			.map(([, entry]) => entry)
			.filter(entry => isVisible(entry, request.now))
			.sort((a, b) => (b.priority ?? 0) - (a.priority ?? 0) || a.version - b.version)
			.slice(0, wanted);
		if (found.length === 0 || (request.allOrNothing === true && found.length < wanted)) return { items: [] };
		const readId = String(++last.version);
		for (const entry of found) {
			entry.hiddenUntil = request.now + (request.hide ?? 0);
			entry.readId = readId;
		}
		return { readId, items: found.map(({ json }) => ({ key: "", json })) };
	};
	const release = (request: CloudRequest): CloudAnswer => {
		for (const [key, entry] of liveIn(request))
			if (entry.readId !== undefined && entry.readId === request.key) storeOf(request.store).delete(key);
		return {};
	};
	const range = (request: CloudRequest): CloudAnswer => {
		const items = liveIn(request).map(([key, { json, sortKey }]) => ({
			key,
			json,
			...(sortKey === undefined ? {} : { sortKey }),
		}));
		return {
			items: rangeOf(items, {
				descending: request.descending === true,
				count: request.count ?? items.length,
				...(request.lower === undefined ? {} : { lower: request.lower }),
				...(request.upper === undefined ? {} : { upper: request.upper }),
			}),
		};
	};
	const count = (request: CloudRequest): CloudAnswer => ({
		count: liveIn(request).filter(([, entry]) => request.visible !== true || isVisible(entry, request.now)).length,
	});

	return {
		handle: request => {
			switch (request.action) {
				case "put":
					return put(request);
				case "add":
					return put({ ...request, key: `#${last.version + 1}` });
				case "read":
					return read(request);
				case "release":
					return release(request);
				case "range":
					return range(request);
				case "count":
					return count(request);
				case "remove": {
					const entry = live(request);
					storeOf(request.store).delete(request.key ?? "");
					return entry === undefined ? {} : { ...entry };
				}
				case "get": {
					const entry = live(request);
					return entry === undefined ? {} : { ...entry };
				}
			}
		},
	};
};
