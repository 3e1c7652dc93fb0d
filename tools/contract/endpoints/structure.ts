import { structureOf } from "../catalog/structure.ts";
import { json, refuse } from "../http/answer.ts";
import type { Endpoint } from "../http/endpoint.ts";
import { boolean, numericId, required } from "../http/fields.ts";

export const structure: Endpoint = {
	name: "structure",
	methods: ["POST"],
	path: "/developer/v1/track/structure",
	api: "audioscape",
	player: "accepted",
	body: { asset_id: required(numericId), include_metadata: boolean },
	answer({ world, params }) {
		const track = world.catalog.trackById.get(params["asset_id"] as string);
		if (track === undefined) refuse(json({ error: "asset_id not found" }, 404));
		return json(structureOf(track, world.catalog.seed, params["include_metadata"] === true));
	},
};
