import { json } from "../http/answer.ts";
import type { Call, Endpoint } from "../http/endpoint.ts";
import { list, number, numericId, object, required, text } from "../http/fields.ts";

function healthOf({ world: { catalog } }: Call, asset_id: string) {
	const live = catalog.trackById.get(asset_id) ?? catalog.effectById.get(asset_id);
	if (live !== undefined) return { asset_id, status: "ok" as const, audio_type: live.kind, name: live.name };
	const gone = catalog.gone.get(asset_id);
	if (gone !== undefined) return { asset_id, status: gone.status, audio_type: gone.kind, name: gone.name };
	return { asset_id, status: "not_in_catalog" as const };
}

export const health: Endpoint = {
	name: "health",
	methods: ["POST"],
	path: "/developer/v1/assets/health",
	api: "audioscape",
	player: "accepted",
	body: { asset_ids: required(list(numericId, { min: 1, max: 100 })) },
	answer(call) {
		const assets = (call.params["asset_ids"] as string[]).map(id => healthOf(call, id));
		const count = (...statuses: readonly string[]) => assets.filter(a => statuses.includes(a.status)).length;
		const meta = {
			total: assets.length,
			ok: count("ok"),
			unavailable: count("moderated", "deleted", "delisted"),
			not_in_catalog: count("not_in_catalog"),
		};
		return json({ assets, meta });
	},
};

export const privateReport: Endpoint = {
	name: "privateReport",
	methods: ["POST"],
	path: "/developer/v1/assets/private-report",
	api: "audioscape",
	player: "accepted",
	body: {
		assets: required(
			list(
				object({
					asset_id: required(numericId),
					title: required(text({ empty: "allowed" })),
					duration: required(number({ min: 0 })),
				}),
				{ min: 1, max: 100 },
			),
		),
	},
	answer: ({ params }) => json({ accepted: (params["assets"] as unknown[]).length }),
};
