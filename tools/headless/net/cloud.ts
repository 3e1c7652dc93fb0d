import { type CloudAnswer, type CloudRequest, createEntries, type Entry, shown, sizeOf } from "./entries.ts";
import { rangeOf } from "./sorted.ts";
import { forget, historyAfter, keys, remove, storeNames, versions } from "./versions.ts";

export type { CloudRequest } from "./entries.ts";

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
// eslint-disable-next-line max-lines-per-function -- a table of actions, each a few lines.
export const createCloud = (): Cloud => {
	const entries = createEntries();
	const { live, liveIn, storeOf } = entries;

	const put = (request: CloudRequest): CloudAnswer => {
		const key = request.key ?? "";
		const before = live(request);
		const current = before?.deleted === true ? undefined : before;
		if (request.ifVersion !== undefined && (current?.version ?? 0) !== request.ifVersion) return { conflict: true };
		const entry: Entry = {
			json: request.json ?? "null",
			version: entries.nextVersion(),
			created: current?.created ?? request.now,
			updated: request.now,
			...(request.users === undefined ? {} : { users: request.users }),
			...(request.metadata === undefined ? {} : { metadata: request.metadata }),
			...(request.expires === undefined ? {} : { expires: request.expires }),
			...(request.sortKey === undefined ? {} : { sortKey: request.sortKey }),
			...(request.priority === undefined ? {} : { priority: request.priority }),
			...(request.versioned === true && before !== undefined ? { history: historyAfter(before, request.now) } : {}),
		};
		const growth = sizeOf(key, entry) - (before === undefined ? 0 : sizeOf(key, before));
		const service = request.store.slice(0, request.store.indexOf("/") + 1);
		if (request.quota !== undefined && growth > 0 && entries.bytesOf(service, request.now) + growth > request.quota)
			return { full: true };
		storeOf(request.store).set(key, entry);
		return { ...shown(entry), count: current === undefined ? 0 : 1 };
	};
	const get = (request: CloudRequest): CloudAnswer => {
		const entry = live(request);
		return entry === undefined || entry.deleted === true ? {} : shown(entry);
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
		const readId = String(entries.nextVersion());
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
					return put({ ...request, key: `#${entries.lastVersion() + 1}` });
				case "read":
					return read(request);
				case "release":
					return release(request);
				case "range":
					return range(request);
				case "count":
					return count(request);
				case "remove":
					return remove(entries, request);
				case "get":
					return get(request);
				case "versions":
					return { versions: versions(entries, request) };
				case "forget":
					return forget(entries, request);
				case "keys":
					return keys(entries, request);
				case "stores":
					return storeNames(entries, request);
			}
		},
	};
};
