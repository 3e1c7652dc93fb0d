import { shown } from "../../shared/options/shown";
import { resolveAssetId } from "../../shared/wire/asset-id";
import { analyticsMessages as messages } from "./messages";

/** One event as it goes on the wire. */
export interface AnalyticsEvent {
	type: string;
	asset_id?: string;
	/** Unix seconds. */
	timestamp: number;
	player_id?: string;
	/** Seconds: the track's length for `play`, what was heard for `stop` and `skip`. */
	duration?: number;
	value?: "up" | "down";
	metadata?: Record<string, string | number | boolean>;
}

/** What an event is made of, as games give it. */
export interface EventInput {
	assetId?: unknown;
	playerId?: unknown;
	duration?: unknown;
	value?: "up" | "down";
	metadata?: unknown;
}

/** Types that the API knows; it wants an asset id with each. */
export const BUILT_IN_TYPES: ReadonlySet<string> = new Set([
	"play",
	"stop",
	"skip",
	"vote",
	"favorite",
	"unfavorite",
	"add_to_queue",
	"search_click",
]);

const MOST_METADATA = 10;

const isFinite = (value: unknown): value is number => typeIs(value, "number") && value - value === 0;
const isText = (value: unknown): value is string => typeIs(value, "string") && utf8.len(value)[0] !== undefined;

/** The text of a player's id, or `undefined` for what is none. */
export function playerIdOf(input: unknown): string | undefined {
	if (typeIs(input, "Instance")) return input.IsA("Player") ? string.format("%.0f", input.UserId) : undefined;
	if (isFinite(input)) return string.format("%.0f", input);
	return isText(input) && input !== "" ? input : undefined;
}

function readMetadata(
	method: string,
	input: unknown,
): LuaTuple<[metadata: AnalyticsEvent["metadata"], fault: string | undefined]> {
	if (input === undefined) return $tuple(undefined, undefined);
	if (!typeIs(input, "table")) return $tuple(undefined, messages.metadata(method, shown(input)));
	const metadata: NonNullable<AnalyticsEvent["metadata"]> = {};
	let count = 0;
	for (const [key, value] of pairs(input as Record<string, unknown>)) {
		if (!isText(key)) return $tuple(undefined, messages.metadataKey(method, shown(key)));
		if (!isText(value) && !isFinite(value) && !typeIs(value, "boolean")) {
			return $tuple(undefined, messages.metadataValue(method, key, shown(value)));
		}
		count += 1;
		if (count > MOST_METADATA) return $tuple(undefined, messages.metadataSize(method, MOST_METADATA));
		metadata[key] = value;
	}
	// The engine writes an empty table as a list, which the API refuses.
	return $tuple(count > 0 ? metadata : undefined, undefined);
}

/**
 * An event that the API will keep, or a sentence that names what is wrong with it.
 *
 * @param method what the game called, for the sentence
 */
export function readEvent(
	method: string,
	kind: string,
	input: EventInput,
	timestamp: number,
): LuaTuple<[event: AnalyticsEvent | undefined, fault: string | undefined]> {
	if (!isText(kind)) return $tuple(undefined, messages.kind(method, shown(kind)));
	const assetId = resolveAssetId(input.assetId);
	if (input.assetId !== undefined && assetId === undefined) {
		return $tuple(undefined, messages.assetId(method, shown(input.assetId)));
	}
	if (assetId === undefined && BUILT_IN_TYPES.has(kind)) return $tuple(undefined, messages.assetNeeded(method, kind));
	if (kind === "vote" && input.value === undefined) return $tuple(undefined, messages.voteByName);
	const playerId = playerIdOf(input.playerId);
	if (input.playerId !== undefined && playerId === undefined) {
		return $tuple(undefined, messages.playerId(method, shown(input.playerId)));
	}
	const { duration } = input;
	if (duration !== undefined && (!isFinite(duration) || duration < 0)) {
		return $tuple(undefined, messages.duration(method, shown(duration)));
	}
	const [metadata, fault] = readMetadata(method, input.metadata);
	if (fault !== undefined) return $tuple(undefined, fault);
	return $tuple(
		{
			type: kind,
			asset_id: assetId,
			timestamp: math.floor(timestamp),
			player_id: playerId,
			duration,
			value: input.value,
			metadata,
		},
		undefined,
	);
}
