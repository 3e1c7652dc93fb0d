import { DataStoreService, HttpService } from "@rbxts/services";

import { engineClock } from "../../shared/clock/engine-clock";
import type { HttpPorts, HttpResponse, SharedStore } from "./ports";

/** Requests that are left to the game's own saving, whatever the cache would like. */
const RESERVE = 10;

/** A DataStore as the tier that all servers share. */
export function engineStore(name: string): SharedStore | undefined {
	const [ok, store] = pcall(() => DataStoreService.GetDataStore(name));
	if (!ok) return undefined;
	const [made, options] = pcall(() => {
		const fresh = new Instance("DataStoreGetOptions");
		fresh.UseCache = false;
		return fresh;
	});
	const dataStore = store as DataStore;
	const affordable = (kind: Enum.DataStoreRequestType) => {
		const [asked, left] = pcall(() => DataStoreService.GetRequestBudgetForRequestType(kind));
		return !asked || (left as number) > RESERVE;
	};
	return {
		read: key => (made ? dataStore.GetAsync(key, options as DataStoreGetOptions) : dataStore.GetAsync(key))[0],
		update: (key, change) =>
			dataStore.UpdateAsync(key, (old: unknown) => $tuple(change(old) as object | undefined))[0] as unknown,
		affordable: () =>
			affordable(Enum.DataStoreRequestType.GetAsync) && affordable(Enum.DataStoreRequestType.SetIncrementAsync),
	};
}

const random = new Random();

/** The engine as the pipeline needs it. */
export function enginePorts(store?: SharedStore): HttpPorts {
	return {
		request: request => HttpService.RequestAsync(request as unknown as RequestAsyncRequest) as unknown as HttpResponse,
		...engineClock,
		unix: () => DateTime.now().UnixTimestampMillis / 1000,
		random: () => random.NextNumber(),
		encode: value => HttpService.JSONEncode(value),
		decode: text => HttpService.JSONDecode(text),
		urlEncode: text => HttpService.UrlEncode(text),
		warn: text => warn(text),
		store,
	};
}
