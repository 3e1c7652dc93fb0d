import { defineSnapshot } from "../shared/mix/snapshots";
import type { DuckOptions, MixHandle, SnapshotDefinition } from "../shared/mix/types";
import { createScope } from "../shared/scope/scope";
import { keepEar } from "../shared/sound/ear";
import { createPlayerBridge } from "./bridge/player-bridge";
import { type LocalFootsteps, localFootsteps, startFootstepsPlayer } from "./footsteps";
import { duck, snapshot, startMixPlayer } from "./mix";
import { type PlayerRadio, radio, startRadioPlayer } from "./radio";
import { startZonesPlayer } from "./zones";

let stop: (() => void) | undefined;

/**
 * Starts everything a player's machine renders: footsteps, radio stations, zones. Runs once; later calls return the
 * same stop function.
 */
export function startPlayer(): () => void {
	if (stop !== undefined) return stop;
	const scope = createScope();
	const bridge = createPlayerBridge();
	scope.own(bridge.destroy);
	keepEar();
	scope.own(startMixPlayer(bridge));
	scope.own(startFootstepsPlayer(bridge));
	scope.own(startRadioPlayer(bridge));
	scope.own(startZonesPlayer(bridge));
	stop = scope.release;
	return stop;
}

/** What LocalScripts require: `require(ReplicatedStorage.AudioScapePlayer)`. */
export interface AudioScapePlayer {
	/** Starts the player half, if the server has not done so. @returns a function that stops it */
	start(): () => void;
	/**
	 * A station by its name: what is on, the player's own volume and mute, votes.
	 *
	 * @example
	 * AudioScapePlayer.radio("lobby").setMuted(true);
	 */
	radio(name: string): PlayerRadio;
	/**
	 * The footsteps the server made, for LocalScripts with movement of their own; `undefined` until they have arrived.
	 *
	 * @param number which one, in the order the server made them; default 1
	 * @example
	 * AudioScapePlayer.footsteps()?.step("Wood", foot);
	 */
	footsteps(number?: number): LocalFootsteps | undefined;
	/**
	 * Lowers some of what the product plays on this machine, for dialogue, stingers and cutscenes. Where several ducks lower
	 * one group the deepest holds.
	 *
	 * @returns what lets go of it
	 * @example
	 * const handle = AudioScapePlayer.duck({ by: 15, who: ["music", "radio"] });
	 * handle.release();
	 */
	duck(options?: DuckOptions): MixHandle;
	/**
	 * Puts a snapshot on: `underwater`, `lowHealth`, `menu`, or one that was defined on this machine.
	 *
	 * @returns what lets go of it
	 * @example
	 * const menu = AudioScapePlayer.snapshot("menu");
	 */
	snapshot(name: string): MixHandle;
	/**
	 * Makes a snapshot known on this machine, or changes one for those who ask for it later.
	 *
	 * @example
	 * AudioScapePlayer.defineSnapshot("cave", { priority: 5, groups: { music: { by: 6 }, footsteps: { lowPass: 2000 } } });
	 */
	defineSnapshot(name: string, definition: SnapshotDefinition): void;
}

const audioScapePlayer: AudioScapePlayer = {
	start() {
		return startPlayer();
	},
	radio(name: string | undefined) {
		// Luau calls it with a dot as often as with a colon.
		return radio(name ?? tostring(this));
	},
	footsteps(number) {
		return localFootsteps(number);
	},
	// Luau calls them with a dot as often as with a colon: then the first argument is where the module was to be.
	duck(options) {
		return duck(this === audioScapePlayer ? options : (this as DuckOptions | undefined));
	},
	snapshot(name) {
		return snapshot(this === audioScapePlayer ? name : tostring(this));
	},
	defineSnapshot(name, definition) {
		if (this === audioScapePlayer) defineSnapshot(name, definition);
		else defineSnapshot(this, name);
	},
};

export default audioScapePlayer;
