import { SoundService } from "@rbxts/services";

import type { Engine } from "./playback";

/** What a game may say of the engine. `"auto"` follows what the place uses. */
export type EngineChoice = Engine | "auto";

/** All that a game may say. */
export const ENGINE_CHOICES: ReadonlyArray<EngineChoice> = ["sound", "audio", "auto"];

/** The default sounds of characters are AudioPlayers, or the place has an output for some. */
function engineOfPlace(): Engine {
	const characters = SoundService.CharacterSoundsUseNewApi;
	if (characters === Enum.RolloutState.Enabled) return "audio";
	if (characters === Enum.RolloutState.Disabled) return "sound";
	return SoundService.FindFirstChildWhichIsA("AudioDeviceOutput", true) !== undefined ? "audio" : "sound";
}

/** The engine of everything but list players, on the server and on players' machines; without a choice Sounds play. */
export function chooseEngine(choice: EngineChoice = "sound"): Engine {
	return choice === "auto" ? engineOfPlace() : choice;
}

/** The engine of list players: without a choice AudioPlayers play, as in the official SDK. */
export function chooseListEngine(choice: EngineChoice = "audio"): Engine {
	return chooseEngine(choice);
}
