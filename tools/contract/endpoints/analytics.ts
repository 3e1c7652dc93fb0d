import { json } from "../http/answer.ts";
import type { Endpoint } from "../http/endpoint.ts";
import { type Field, list, required } from "../http/fields.ts";

const builtIns = new Set(["play", "stop", "skip", "vote", "favorite", "unfavorite", "add_to_queue", "search_click"]);
const members = new Set(["type", "asset_id", "timestamp", "player_id", "duration", "value", "metadata"]);
const week = 7 * 86400;

const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);
const optional = (value: unknown, good: (value: unknown) => boolean) => value === undefined || good(value);

function metadataFault(metadata: unknown): string | undefined {
	if (metadata === undefined) return undefined;
	if (typeof metadata !== "object" || metadata === null || Array.isArray(metadata)) return "metadata must be an object";
	const values = Object.values(metadata);
	if (values.length > 10) return "metadata must have at most 10 keys";
	return values.every(v => ["string", "number", "boolean"].includes(typeof v))
		? undefined
		: "metadata values must be scalars";
}

/** What is wrong with an event; undefined when it is kept. */
function eventFault(event: unknown, unix: number): string | undefined {
	if (typeof event !== "object" || event === null || Array.isArray(event)) return "event must be an object";
	const { type, asset_id, timestamp, player_id, duration, value, metadata } = event as Record<string, unknown>;
	const unknown = Object.keys(event).find(name => !members.has(name));
	if (unknown !== undefined) return `unknown field: ${unknown}`;
	if (typeof type !== "string" || type === "") return "type must be a non-empty string";
	if (asset_id === undefined && builtIns.has(type)) return `asset_id is required for ${type}`;
	if (!optional(asset_id, v => typeof v === "string" && /^\d+$/.test(v))) return "asset_id must be a numeric string";
	if (!optional(timestamp, isNumber)) return "timestamp must be a number";
	if (isNumber(timestamp) && timestamp < unix - week) return "timestamp is older than 7 days";
	if (!optional(player_id, v => typeof v === "string")) return "player_id must be a string";
	if (!optional(duration, v => isNumber(v) && v >= 0)) return "duration must be seconds, 0 or more";
	if (type === "vote" && value !== "up" && value !== "down") return "value must be up or down";
	if (!optional(value, v => v === "up" || v === "down")) return "value must be up or down";
	return metadataFault(metadata);
}

const anything: Field = { read: value => value };

/** Events are judged one by one: the good ones are kept whatever the others are, and the status is a success. */
export const analytics: Endpoint = {
	name: "analytics",
	methods: ["POST"],
	path: "/analytics/v1/analytics",
	api: "audioscape",
	body: { events: required(list(anything, { min: 1, max: 500 })) },
	refuse: { events: "events must be an array of 1-500 events" },
	answer({ params, world }) {
		const events = params["events"] as unknown[];
		const errors = events.flatMap((event, index) => {
			const error = eventFault(event, world.unix());
			return error === undefined ? [] : [{ index, error }];
		});
		return json(
			{ accepted: events.length - errors.length, rejected: errors.length, ...(errors.length > 0 ? { errors } : {}) },
			202,
		);
	},
};
