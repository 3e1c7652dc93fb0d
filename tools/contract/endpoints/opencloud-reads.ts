import { type Answer, json } from "../http/answer.ts";
import type { Call, Endpoint } from "../http/endpoint.ts";

const notFound = (message: string): Answer => json({ code: "NOT_FOUND", message }, 404);

/** Who owns what nobody uploaded here. */
const ROBLOX = { userId: "1" };

/** An experience: the user of the same number owns it, and nobody the one that is numbered 404. */
export const universe: Endpoint = {
	name: "universe",
	methods: ["GET"],
	path: /^\/cloud\/v2\/universes\/(\d+)$/,
	api: "opencloud",
	answer({ match: [id] }) {
		if (id === "404") return notFound("The universe was not found");
		return json({
			path: `universes/${id}`,
			displayName: `Experience ${id}`,
			user: `users/${id}`,
			visibility: "PUBLIC",
		});
	},
};

/** What an upload became; `undefined` as long as nobody has seen it done. */
function uploaded({ world, match: [id] }: Call): Record<string, unknown> | undefined {
	return world.uploads.get(id!);
}

export const assetDetails: Endpoint = {
	name: "assetDetails",
	methods: ["GET"],
	path: /^\/assets\/v1\/assets\/(\d+)$/,
	api: "opencloud",
	answer(call) {
		const [id] = call.match as [string];
		const own = uploaded(call);
		if (own !== undefined) return json(own);
		const { trackById, effectById, gone } = call.world.catalog;
		const held = trackById.get(id) ?? effectById.get(id) ?? gone.get(id);
		if (held === undefined) return notFound("The asset was not found");
		return json({
			path: `assets/${id}`,
			assetId: id,
			assetType: "Audio",
			displayName: held.name,
			description: "",
			creationContext: { creator: ROBLOX },
			moderationResult: { moderationState: gone.get(id)?.status === "moderated" ? "Rejected" : "Approved" },
			revisionId: "1",
			state: "Active",
		});
	},
};

/** The Creator Store has what is in the catalog, and nothing of what was uploaded here. */
export const storeAsset: Endpoint = {
	name: "storeAsset",
	methods: ["GET"],
	path: /^\/toolbox-service\/v2\/assets\/(\d+)$/,
	api: "opencloud",
	answer({ world, match: [id] }) {
		const held = world.catalog.trackById.get(id!) ?? world.catalog.effectById.get(id!);
		if (held === undefined) return notFound("The asset is not in the Creator Store");
		return json({
			asset: { id: Number(id), name: held.name, assetTypeId: 3, durationSeconds: Math.round(held.duration) },
			creator: { creator: "users/1", userId: 1, name: "Roblox", verified: true },
			creatorStoreProduct: { purchasable: true },
		});
	},
};
