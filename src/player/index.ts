import { createScope } from "../shared/scope/scope";
import { keepEar } from "../shared/sound/ear";
import { createPlayerBridge } from "./bridge/player-bridge";
import { type LocalFootsteps, localFootsteps, startFootstepsPlayer } from "./footsteps";
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
};

export default audioScapePlayer;
