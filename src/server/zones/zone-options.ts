import { type Declared, option, type Read } from "../../shared/options/declare";
import {
	choice,
	either,
	exactly,
	further,
	instance,
	isFilled,
	kind,
	named,
	number,
	text,
} from "../../shared/options/kinds";
import { argument, type Members, optional } from "../../shared/options/members";
import { raiseAtCaller } from "../../shared/options/raise";
import { ownOptions } from "../../shared/options/read";
import { DEFAULT_LOUDNESS_LUFS } from "../../shared/sound/loudness";
import { topicOfStation } from "../../shared/sound/station-gate";
import { musicSource, seconds, volume, zone } from "./definition";
import { messages, sourceMessages } from "./messages";
import { parseSource, type SourceUse } from "./source";
import type { ZoneOptions, Zones } from "./types";

const outside = further(musicSource, music => parseSource(music, topicOfStation)[0]);

export const zoneOptions = {
	zones: option(named("a table of zones by name", zone), {}),
	tag: option(text(), "AudioScapeZone"),
	default: option(either(exactly(false), outside, `false, ${musicSource.may}`), false),
	crossfade: option(seconds, 3),
	dwell: option(seconds, 0.4),
	loudness: option(either(number({ unit: "LUFS" }), exactly(false)), DEFAULT_LOUDNESS_LUFS),
	volume: option(volume, 0.5),
	soundGroup: option(instance("SoundGroup")),
	listener: option(choice("character", "camera"), "character"),
	output: option(choice("players", "server"), "players"),
} satisfies Declared<ZoneOptions>;

/** The options with their defaults. */
export interface ZoneSettings extends Omit<Read<typeof zoneOptions>, "default"> {
	/** Music outside every zone, where there is any. */
	outside?: SourceUse;
}

/** Reads the options of `createZones`; a mistake in them is raised in the caller's line. */
export function readOptions(options: ZoneOptions): ZoneSettings {
	const given = ownOptions("createZones", zoneOptions, options);
	const music = given.default;
	if (music !== false && given.output === "server" && music.source.kind === "radio") {
		raiseAtCaller(messages.badOptions(`default ${sourceMessages.radioForAll}`));
	}
	return { ...given, outside: music !== false ? music : undefined };
}

const name = argument("name", text("the name of a zone"));
const player = optional("player", instance("Player"));

/** What the methods of zones may be called with. */
export const zoneMembers: Members<Zones> = {
	current: [player],
	add: [name, argument(([given]) => (isFilled(given) ? given : "zone"), zone)],
	remove: [name],
	setEnabled: [
		name,
		argument(
			"on",
			kind<boolean>("true or false", value => typeIs(value, "boolean")),
		),
	],
	override: [optional("name", text("the name of a zone")), player],
	enter: [name, player],
	leave: [name, player],
};
