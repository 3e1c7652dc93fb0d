import { shown } from "../../shared/options/shown";
import { MOST_PARTS } from "../../shared/radio/rhythm";

/** What a player's half of a radio says. */
export const radioMessages = {
	unknownStation: (name: string, near: string | undefined) =>
		`AudioScapePlayer.radio: there is no station '${name}' so far; ${near !== undefined ? `did you mean '${near}'?` : "nothing is told of it until there is one"}`,
	vote: (got: unknown) => `vote: ${shown(got)} is none; a vote is "skip", "up" or "down"`,
	division: (got: unknown) => `onBeat: division is ${got}; it may be a whole number from 1 to ${MOST_PARTS}`,
	notAnId: (got: unknown) => `request: ${got} is no asset id`,
	noAnswer: (name: string) => `the station '${name}' does not answer: is it on, and does it take requests?`,
} as const;
