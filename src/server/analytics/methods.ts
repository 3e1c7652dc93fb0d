import type { AssetIdResolvable } from "../../shared/wire/asset-id";
import type { Problem } from "../../shared/wire/problem";
import type { Analytics } from "./analytics";
import type { EventInput } from "./event";
import { analyticsMessages as messages } from "./messages";
import type { AnalyticsOptions } from "./settings";

/** Whether an event was queued; else what was wrong with it. */
export type Tracked = LuaTuple<[ok: boolean, err: string | undefined]>;

/** Who did it: a UserId, a text of the game's own, or the Player. */
export type PlayerIdResolvable = number | string | Player;

/** What goes with an event: at most ten texts, numbers or booleans. */
export type EventMetadata = Record<string, string | number | boolean>;

/**
 * Listening events: what players heard and liked, for the portal's dashboards and for what is trending. None of these
 * yields but `flushAnalytics`; events are queued and sent in batches. They answer whether the event was queued, and why
 * not.
 */
export interface AnalyticsMethods {
	/**
	 * A track began.
	 *
	 * @param duration seconds: the whole length of the track
	 * @example
	 * client.trackPlay("1848354536", 156, 187.2);
	 */
	trackPlay(assetId: AssetIdResolvable, playerId?: PlayerIdResolvable, duration?: number): Tracked;
	/**
	 * A track ended, by itself or because somebody stopped it.
	 *
	 * @param duration seconds that were heard
	 * @example
	 * client.trackStop("1848354536", 156, 61.5);
	 */
	trackStop(assetId: AssetIdResolvable, playerId?: PlayerIdResolvable, duration?: number): Tracked;
	/**
	 * A track was skipped.
	 *
	 * @param duration seconds that were heard before
	 * @example
	 * client.trackSkip("1848354536", 156, 4);
	 */
	trackSkip(assetId: AssetIdResolvable, playerId?: PlayerIdResolvable, duration?: number): Tracked;
	/**
	 * Somebody voted. Raises on any other value.
	 *
	 * @example
	 * client.trackVote("1848354536", "up", 156);
	 */
	trackVote(assetId: AssetIdResolvable, value: "up" | "down", playerId?: PlayerIdResolvable): Tracked;
	/**
	 * Somebody made a track a favourite.
	 *
	 * @example
	 * client.trackFavorite("1848354536", 156);
	 */
	trackFavorite(assetId: AssetIdResolvable, playerId?: PlayerIdResolvable): Tracked;
	/**
	 * Somebody took a track off their favourites.
	 *
	 * @example
	 * client.trackUnfavorite("1848354536", 156);
	 */
	trackUnfavorite(assetId: AssetIdResolvable, playerId?: PlayerIdResolvable): Tracked;
	/**
	 * Somebody put a track into a queue.
	 *
	 * @example
	 * client.trackAddToQueue("1848354536", 156);
	 */
	trackAddToQueue(assetId: AssetIdResolvable, playerId?: PlayerIdResolvable): Tracked;
	/**
	 * Somebody chose a track from what a search found.
	 *
	 * @example
	 * client.trackSearchClick("1848354536", 156, { position: 3 });
	 */
	trackSearchClick(assetId: AssetIdResolvable, playerId?: PlayerIdResolvable, metadata?: EventMetadata): Tracked;
	/**
	 * An event of the game's own. Raises when the type is no text.
	 *
	 * @example
	 * client.trackCustom("dance_started", "1848354536", 156, { floor: "neon" });
	 */
	trackCustom(
		type: string,
		assetId?: AssetIdResolvable,
		playerId?: PlayerIdResolvable,
		metadata?: EventMetadata,
	): Tracked;
	/**
	 * Sends what is queued now; yields. What cannot be sent stays queued. Not needed at the server's close: there it
	 * happens by itself.
	 *
	 * @example
	 * const [ok, err] = client.flushAnalytics();
	 */
	flushAnalytics(): LuaTuple<[ok: boolean, err: string | undefined, problem: Problem | undefined]>;
	/**
	 * Changes how events are sent; what is left out stays. `enabled = false` also forgets what is queued. Raises on
	 * settings out of range.
	 *
	 * @example
	 * client.configureAnalytics({ enabled: false });
	 */
	configureAnalytics(settings: AnalyticsOptions): void;
}

type Run = (analytics: Analytics, a: unknown, b: unknown, c: unknown, d: unknown) => unknown;

/** Every method by its name. */
export const analyticsMethods = new Map<string, Run>();

/** `type` with an id, a player and one thing more. */
function define(method: string, kind: string, third?: "duration" | "metadata") {
	analyticsMethods.set(method, (analytics, assetId, playerId, more) => {
		const input: EventInput = { assetId, playerId };
		if (third !== undefined) input[third] = more;
		return analytics.track(method, kind, input);
	});
}
define("trackPlay", "play", "duration");
define("trackStop", "stop", "duration");
define("trackSkip", "skip", "duration");
define("trackFavorite", "favorite");
define("trackUnfavorite", "unfavorite");
define("trackAddToQueue", "add_to_queue");
define("trackSearchClick", "search_click", "metadata");

analyticsMethods.set("trackVote", (analytics, assetId, value, playerId) => {
	if (value !== "up" && value !== "down") error(messages.vote, 0);
	return analytics.track("trackVote", "vote", { assetId, playerId, value: value as "up" | "down" });
});
analyticsMethods.set("trackCustom", (analytics, kind, assetId, playerId, metadata) => {
	if (!typeIs(kind, "string") || string.match(kind, "%S")[0] === undefined) error(messages.customType, 0);
	return analytics.track("trackCustom", kind as string, { assetId, playerId, metadata });
});
analyticsMethods.set("flushAnalytics", analytics => {
	const [ok, problem] = analytics.flush();
	return $tuple(ok, problem?.message, problem);
});
analyticsMethods.set("configureAnalytics", (analytics, settings) => {
	analytics.configure(settings);
});
