import { ucs } from "../data/ucs.ts";
import { json } from "../http/answer.ts";
import type { Endpoint } from "../http/endpoint.ts";

const taxonomy = ucs.map(([broader_category, categories]) => ({
	broader_category,
	categories: categories.map(([category, subs]) => ({ category, subcategories: subs.split("|") })),
}));
const categories = taxonomy.flatMap(broader => broader.categories);

export const sfxTaxonomy: Endpoint = {
	name: "sfxTaxonomy",
	methods: ["GET"],
	path: "/developer/v1/sfx/taxonomy",
	api: "audioscape",
	player: "accepted",
	answer: () =>
		json({
			taxonomy,
			meta: {
				broader_category_count: taxonomy.length,
				category_count: categories.length,
				subcategory_count: categories.reduce((sum, c) => sum + c.subcategories.length, 0),
			},
		}),
};
