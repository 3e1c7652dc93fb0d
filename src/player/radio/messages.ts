import { shown } from "../../shared/options/shown";
import { MOST_PARTS } from "../../shared/radio/rhythm";

/** What a player's half of a radio says. */
export const radioMessages = {
	unknownStation: (name: string, near: string | undefined) =>
		`AudioScapePlayer.radio: there is no station '${name}' yet; ${near !== undefined ? `did you mean '${near}'?` : "you will hear of it once there is one"}`,
	vote: (got: unknown) => `vote must be "skip", "up" or "down", got ${shown(got)}`,
	division: (got: unknown) => `onBeat: division is ${got}; it must be a whole number from 1 to ${MOST_PARTS}`,
	notAnId: (got: unknown) => `request: ${got} is not an asset id`,
	noAnswer: (name: string) => `the station '${name}' does not answer: is it on, and does it take requests?`,
} as const;
