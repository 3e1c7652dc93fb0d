import { playlistHeads, playlistOf } from "../catalog/playlists.ts";
import { json, refuse } from "../http/answer.ts";
import type { Endpoint } from "../http/endpoint.ts";
import { type Fields, oneOf, text } from "../http/fields.ts";

const fields: Fields = { playlist_id: text(), action: oneOf("list") };

/** The one endpoint that takes its parameters either way: in the query of a GET or in the body of a POST. */
export const playlist: Endpoint = {
	name: "playlist",
	methods: ["GET", "POST"],
	path: "/developer/v1/playlist",
	api: "audioscape",
	player: "accepted",
	query: fields,
	body: fields,
	answer({ world, params }) {
		const id = params["playlist_id"] as string | undefined;
		if (params["action"] === "list") {
			if (id !== undefined) refuse(json({ error: "action and playlist_id exclude each other" }, 400));
			const playlists = playlistHeads();
			return json({ playlists, meta: { total: playlists.length } });
		}
		if (id === undefined) refuse(json({ error: "Missing required field: playlist_id" }, 400));
		const found = playlistOf(id, world.catalog.tracks, world.catalog.effects, world.options.unknownIds);
		if (found === undefined) refuse(json({ error: "playlist not found" }, 404));
		return json(found);
	},
};
