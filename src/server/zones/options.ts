import { type Declared, option, type Read, required, tableOf } from "../../shared/options/declare";
import { flag, type Kind, kind, type Notes, number, saidOf, takeOne, text } from "../../shared/options/kinds";
import { raiseAtCaller } from "../../shared/options/raise";
import { ownOptions, readOptions } from "../../shared/options/read";
import { DEFAULT_LOUDNESS_LUFS } from "../../shared/sound/loudness";
import { topicOfStation } from "../../shared/sound/station-gate";
import { volumeOf } from "../../shared/zones/parts";
import type { OnReturn } from "../../shared/zones/programme";
import { isSomewhere, type Shape } from "../../shared/zones/volume";
import { assetId } from "../options/asset-ids";
import { choice, either, exactly, further, instance, list, named } from "../options/kinds";
import { argument, type Members, optional } from "../options/members";
import { source } from "../options/source";
import { messages, sourceMessages, zoneMessages } from "./messages";
import { parseAmbience, parseSource, type SourceUse } from "./source";
import type { MusicSource, ZoneArea, ZoneDefinition, ZoneOptions, Zones, ZoneVolume } from "./types";

/** A zone as checked: what `add` and the tags boil down to. */
export interface ZoneSpec {
	areas: ZoneArea[];
	/** Form of the parts, where it is not their own. */
	shape?: Shape;
	music: SourceUse;
	ambience?: SourceUse;
	priority: number;
	crossfade?: number;
	volume: number;
	enabled: boolean;
	onReturn: OnReturn;
	muffle: number;
	reverb: number;
}

type ReadDefinition = [spec: ZoneSpec | undefined, why: string | undefined];

const AREA = "a part, a model, { cframe, size, shape? } or a list of these";

const isFinite = (...values: number[]) => values.every(value => value - value === 0);

const size = kind<Vector3>("a Vector3 of finite numbers above 0", value => {
	if (!typeIs(value, "Vector3")) return false;
	return isFinite(value.X, value.Y, value.Z) && math.min(value.X, value.Y, value.Z) > 0;
});
const cframe = kind<CFrame>(
	"a CFrame of finite numbers",
	value => typeIs(value, "CFrame") && isFinite(...value.GetComponents()),
);

export const shape = choice("box", "ball", "cylinder");
export const onReturn = choice("resume", "restart", "next");
export const priority = number();
export const seconds = number({ from: 0, unit: "seconds" });
export const volume = number({ from: 0 });
export const share = number({ from: 0, to: 1 });

const areaOptions = {
	cframe: required(cframe),
	size: required(size),
	shape: option(shape),
} satisfies Declared<ZoneVolume>;

const place: Kind<BasePart | Model> = either(instance("BasePart"), instance("Model"));
/** What is too far away to be told from its neighbours is nowhere, too. */
const volumeArea = further(tableOf<ZoneVolume>()(AREA, areaOptions), (read, path, notes): ZoneVolume | undefined => {
	if (isSomewhere(volumeOf(read.cframe, read.size, read.shape ?? "box"))) return read;
	notes.fault ??= saidOf(notes.entry, `${path} ${zoneMessages.nowhere}`);
	return undefined;
});
const piece: Kind<ZoneArea> = either(place, volumeArea, AREA);
const pieces = list(AREA, piece);

/** One piece is a list of one. */
const area: Kind<ZoneArea | ReadonlyArray<ZoneArea>, ZoneArea[]> = {
	may: AREA,
	take: (value, path, notes) => {
		const isList = typeIs(value, "table") && (value as Partial<ZoneVolume>).cframe === undefined;
		if (isList && (next(value)[0] === undefined || (value as unknown[])[0] !== undefined)) {
			return pieces.take(value, path, notes);
		}
		const single = piece.take(value, path, notes);
		return single && [single];
	},
};

const musicSource = source<MusicSource>({
	may: "an asset id or a table with query, playlist, assets, similarTo or radio",
	names: ["query", "filters", "tracks", "playlist", "assets", "similarTo", "radio"],
	fault: value => parseSource(value, topicOfStation)[1],
});

const ambienceSource = source<NonNullable<ZoneDefinition["ambience"]>>({
	may: `${assetId.may} or { query }`,
	names: ["query"],
	fault: value => parseAmbience(value)[1],
});

const music = further(musicSource, given => parseSource(given, topicOfStation)[0]);

export const zoneDefinition = {
	area: required(area),
	music: required(music),
	priority: option(priority, 0),
	crossfade: option(seconds),
	volume: option(volume, 1),
	enabled: option(flag, true),
	onReturn: option(onReturn, "resume"),
	muffle: option(share, 0),
	reverb: option(share, 0),
	ambience: option(further(ambienceSource, bed => parseAmbience(bed)[0])),
} satisfies Declared<ZoneDefinition>;

const zone = tableOf<ZoneDefinition>()("a table with area and music", zoneDefinition);

function specOf(read: Read<typeof zoneDefinition>): ZoneSpec {
	return { ...read, areas: read.area };
}

/** Reads the zone of `zones:add`; a mistake in it is raised in the caller's line. */
export function readZone(name: string, definition: unknown): ZoneSpec {
	const notes: Notes = { entry: "zones:add", unknown: [] };
	const spec = takeOne(further(zone, specOf), definition, name, notes) as ZoneSpec | undefined;
	return notes.unknown.isEmpty() && spec !== undefined ? spec : raiseAtCaller(notes.unknown[0] ?? notes.fault!);
}

/** Reads one zone, apart from others. */
export function readDefinition(definition: unknown): ReadDefinition {
	const { value, fault, unknown } = readOptions("", zoneDefinition, definition);
	const why = unknown[0] ?? fault;
	return value !== undefined && why === undefined ? [specOf(value), undefined] : [undefined, why];
}

export const zoneOptions = {
	zones: option(named("a table of zones by name", further(zone, specOf)), {}),
	tag: option(text(), "AudioScapeZone"),
	default: option(either(exactly(false), music, `false, ${music.may}`), false),
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
export function readZoneOptions(options: ZoneOptions): ZoneSettings {
	const given = ownOptions("createZones", zoneOptions, options);
	const outside = given.default !== false ? given.default : undefined;
	if (given.output === "server" && outside?.source.kind === "radio") {
		raiseAtCaller(messages.badOptions(`default ${sourceMessages.radioForAll}`));
	}
	return { ...given, outside };
}

const name = argument("name", text("the name of a zone"));
const player = optional("player", instance("Player"));

/** What the methods of zones may be called with. */
export const zoneMembers: Members<Zones> = {
	current: [player],
	// What the zone is, is read where it is added.
	add: [name],
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
