import { getBridge } from "../bridge";
import { startFootstepsPlayer } from "../footsteps/player";
import { type PlayerRadio, radio, startRadioPlayer } from "../radio/player";
import { startZonesPlayer } from "../zones/player";

let stop: (() => void) | undefined;

/**
 * Starts everything a player's machine renders: footsteps, radio stations, zones. Runs once; later calls return the
 * same stop function.
 */
export function startPlayer(): () => void {
	if (stop !== undefined) return stop;
	const bridge = getBridge();
	const parts = [startFootstepsPlayer(bridge), startRadioPlayer(bridge), startZonesPlayer(bridge)];
	stop = () => {
		for (const part of parts) part();
		parts.clear();
	};
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
}

const audioScapePlayer: AudioScapePlayer = {
	start() {
		return startPlayer();
	},
	radio(name: string | undefined) {
		// Luau calls it with a dot as often as with a colon.
		const first: unknown = this;
		return radio(name ?? tostring(first));
	},
};

export default audioScapePlayer;
