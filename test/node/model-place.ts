import { loadPlace, type PlaceNode } from "../../tools/headless/place/index.ts";

let held: readonly PlaceNode[] | undefined;

/** The model where games have it, read once a process: hundreds of scenes are played in it. */
export const modelPlace = (): readonly PlaceNode[] =>
	(held ??= [
		{
			name: "ServerScriptService",
			className: "ServerScriptService",
			properties: {},
			attributes: {},
			tags: [],
			children: [loadPlace("default.project.json")],
		},
	]);
