/** One stored value, as the stores inside the VM see it. Texts are byte strings of JSON. */
interface Entry {
	json: string;
	version: number;
	created: number;
	updated: number;
	users?: string;
	metadata?: string;
	expires?: number;
}

/** A request of DataStoreService or MemoryStoreService; `now` is the place's Unix time. */
export interface CloudRequest {
	readonly action: "get" | "put" | "remove";
	readonly store: string;
	readonly key: string;
	readonly now: number;
	readonly json?: string;
	readonly users?: string;
	readonly metadata?: string;
	readonly expires?: number;
	/** Write only if the entry still has this version; 0 means absent. */
	readonly ifVersion?: number;
	/** Bytes that all stores of the same service may hold. */
	readonly quota?: number;
}

export type CloudAnswer = Partial<Entry> & { conflict?: boolean; full?: boolean; error?: string };

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
	const count = { version: 0 };
	const storeOf = (id: string): Map<string, Entry> => {
		const known = stores.get(id) ?? new Map<string, Entry>();
		stores.set(id, known);
		return known;
	};
	const live = (request: CloudRequest): Entry | undefined => {
		const entry = storeOf(request.store).get(request.key);
		if (entry?.expires === undefined || entry.expires > request.now) return entry;
		storeOf(request.store).delete(request.key);
		return undefined;
	};
	const bytesOf = (service: string): number => {
		let bytes = 0;
		for (const [id, entries] of stores)
			if (id.startsWith(service)) for (const [key, entry] of entries) bytes += key.length + entry.json.length;
		return bytes;
	};

	const put = (request: CloudRequest): CloudAnswer => {
		const json = request.json ?? "null";
		const before = live(request);
		if (request.ifVersion !== undefined && (before?.version ?? 0) !== request.ifVersion) return { conflict: true };
		const growth = json.length - (before?.json.length ?? -request.key.length);
		const service = request.store.slice(0, request.store.indexOf("/") + 1);
		if (request.quota !== undefined && growth > 0 && bytesOf(service) + growth > request.quota) return { full: true };
		const entry: Entry = {
			json,
			version: ++count.version,
			created: before?.created ?? request.now,
			updated: request.now,
			...(request.users === undefined ? {} : { users: request.users }),
			...(request.metadata === undefined ? {} : { metadata: request.metadata }),
			...(request.expires === undefined ? {} : { expires: request.expires }),
		};
		storeOf(request.store).set(request.key, entry);
		return { ...entry };
	};

	return {
		handle: request => {
			if (request.action === "put") return put(request);
			const entry = live(request);
			if (request.action === "remove") storeOf(request.store).delete(request.key);
			return entry === undefined ? {} : { ...entry };
		},
	};
};
