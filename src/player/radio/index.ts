import type { PlayerBridge } from "../../shared/bridge";
import { isStationDocument } from "../../shared/radio/document";
import { createScope } from "../../shared/scope/scope";
import { handleOf, type PlayerRadio } from "./player-handle";
import { createPlayerStation, type PlayerStation } from "./player-station";

export type { PlayerRadio } from "./player-handle";

/** Renders every station of the server on this machine. @returns a function that stops it */
export function startRadioPlayer(bridge: PlayerBridge): () => void {
	const stations = new Map<string, PlayerStation>();
	const scope = createScope();
	scope.own(() => {
		for (const [, station] of stations) station.destroy();
		stations.clear();
	});
	scope.own(
		bridge.watch("radio", (document, topic) => {
			const station = stations.get(topic);
			if (document === undefined) {
				station?.destroy();
				stations.delete(topic);
				return;
			}
			if (!isStationDocument(document)) return;
			const live = station ?? createPlayerStation(bridge, topic, document.name);
			stations.set(topic, live);
			live.update(document);
		}),
	);
	return scope.release;
}

/**
 * A station by name, for LocalScripts.
 *
 * @example
 * radio("lobby").requestSkip();
 */
export function radio(name: string): PlayerRadio {
	return handleOf(name);
}
