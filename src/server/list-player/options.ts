import { type Declared, option, type Read } from "../../shared/options/declare";
import { type AnyKind, kind, number, text } from "../../shared/options/kinds";
import { officialOptions } from "../../shared/options/read";
import { resolveAssetId } from "../../shared/wire/asset-id";
import type { PlaylistResult } from "../../shared/wire/playlist";
import { playerIdOf } from "../analytics/event";
import { assetId } from "../options/asset-ids";
import { choice, either, exactly, instance, list } from "../options/kinds";
import { argument, type Members, optional, type Refusal, warnAndGoOn, warnAndLeave } from "../options/members";
import type { ListPlayer, PlayerOptions } from "./types";

export const playerId = kind<number | string | Player>(
	"a UserId, a string or a Player",
	id => playerIdOf(id) !== undefined,
);

export const playerOptions = {
	volume: option(number({ from: 0 }), 0.5),
	parent: option(instance("Instance")),
	playerId: option(playerId),
	output: option(
		either(
			choice("players", "server"),
			either(instance("AudioEmitter"), instance("AudioDeviceOutput")),
			`"players", "server", an AudioEmitter or an AudioDeviceOutput`,
		),
		"server",
	),
	order: option(choice("sequential", "shuffle")),
	crossfade: option(number({ from: 0, unit: "seconds" }), 0),
	loudness: option(either(number({ unit: "LUFS" }), exactly(false)), -14),
	soundGroup: option(instance("SoundGroup")),
	name: option(text()),
	rng: option(number()),
} satisfies Declared<PlayerOptions>;

/** Reads the options of a list player, which the official SDK has, too. */
export function readPlayerOptions(input: unknown): Read<typeof playerOptions> {
	return officialOptions("createPlayer", playerOptions, input);
}

const entry = assetId as AnyKind;
const queueable: AnyKind = {
	may: `${entry.may}, a list of these, or a playlist`,
	take: (value, path, notes) => {
		if (resolveAssetId(value) !== undefined) return value;
		if (!typeIs(value, "table")) return undefined;
		const answer = value as Partial<PlaylistResult>;
		const rows = typeIs(answer.playlist, "table") ? answer.tracks : value;
		return rows !== undefined ? list(queueable.may, assetId).take(rows, path, notes) : value;
	},
};
const volume = number();

/** What the methods of a list player may be called with. */
export const playerMembers: Members<ListPlayer> = {
	queue: [argument("tracks", queueable)],
	setQueue: [argument("tracks", queueable)],
	playTrack: [argument("track", entry)],
	setVolume: [argument("volume", volume), optional("seconds", volume)],
	setPlayerId: [optional("playerId", playerId)],
};

/** A game that swaps the official SDK goes on. */
export const playerRefusals: { readonly [K in keyof ListPlayer]?: Refusal } = {
	queue: warnAndGoOn,
	setQueue: warnAndGoOn,
	playTrack: warnAndGoOn,
	setVolume: warnAndLeave,
	setPlayerId: warnAndGoOn,
};
