import type { Bridge } from "../../shared/bridge";
import { engineClock } from "../../shared/clock/engine-clock";
import type { MixEntry } from "../../shared/mix/document";
import { findSnapshot } from "../../shared/mix/snapshots";
import type { MixHandle } from "../../shared/mix/types";
import { readDuck, readSnapshotOptions } from "./options";

export { defineSnapshot } from "../../shared/mix/snapshots";

/** What is on, for all clients of this server: players' machines have one mix. */
const on = new Array<MixEntry>();
let last = 0;

function publish(bridge: Bridge): void {
	if (on.isEmpty()) bridge.clear("mix");
	else bridge.publish("mix", { on });
}

function begin(bridge: Bridge, entry: Omit<MixEntry, "i" | "p">, players?: ReadonlyArray<Player>): MixHandle {
	last += 1;
	const begun: MixEntry = { ...entry, i: last, p: players?.map(player => player.UserId) };
	on.push(begun);
	publish(bridge);
	return {
		release() {
			const at = on.indexOf(begun);
			if (at === -1) return;
			on.remove(at);
			publish(bridge);
		},
	};
}

/** Lowers some of what plays on players' machines. */
export function duck(bridge: Bridge, options: unknown): MixHandle {
	const { by, attack, hold, release, who, players } = readDuck(options);
	const handle = begin(bridge, { duck: { by, attack, hold, release, who } }, players);
	// Players' machines let go by themselves; whoever joins later need not begin.
	if (hold !== undefined) engineClock.delay(attack + hold, () => handle.release());
	return handle;
}

/** Puts a snapshot on, on players' machines. */
export function snapshot(bridge: Bridge, name: unknown, options: unknown): MixHandle {
	const { players } = readSnapshotOptions(options);
	return begin(bridge, { snapshot: findSnapshot(name), name: name as string }, players);
}
