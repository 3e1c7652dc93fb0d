import { WRITTEN_BY } from "../bake/manifest-text.ts";
import { type Finding, stop, warn } from "./finding.ts";
import { assetIdOf, type Found, plain } from "./tree.ts";

/** Where an asset is used. */
export type Uses = Map<string, string[]>;

const HOLDERS: Readonly<Record<string, readonly string[]>> = {
	Sound: ["SoundId", "AudioContent"],
	AudioPlayer: ["Asset", "AssetId", "AudioContent"],
};

const IDS_OF_MANIFEST = /\b(?:asset_id|hero) = "(\d+)"/g;

/** Ids in what a bake wrote; nothing in any other script. */
const manifestIds = (source = ""): Set<string> =>
	new Set(source.includes(WRITTEN_BY) ? [...source.matchAll(IDS_OF_MANIFEST)].map(match => match[1]!) : []);

/** Ids of the place's Sounds, AudioPlayers, tagged zones and manifests, and those that are none. */
export function soundsOf(found: readonly Found[]): { uses: Uses; findings: Finding[] } {
	const uses: Uses = new Map();
	const findings: Finding[] = [];
	const use = (id: string, where: string): void => void uses.set(id, [...(uses.get(id) ?? []), where]);
	for (const { node, fullName } of found) {
		const names = HOLDERS[node.className] ?? [];
		const texts = names
			.map(name => plain(node.properties[name]))
			.filter(text => typeof text === "string" && text !== "");
		for (const text of texts.slice(0, 1) as string[]) {
			const id = assetIdOf(text);
			if (id !== undefined) use(id, fullName);
			else if (!/^rbxasset:\/\//.test(text)) {
				findings.push(
					stop(`${fullName} plays "${text}", which is not an asset id`, "write rbxassetid:// and the digits of an id"),
				);
			}
		}
		for (const id of manifestIds(node.source)) use(id, `the manifest ${fullName}`);
		const zone = plain(node.attributes.AssetId);
		if (typeof zone !== "string" && typeof zone !== "number") continue;
		for (const part of String(zone).split(",")) {
			const id = assetIdOf(part);
			if (id !== undefined) use(id, `the zone ${fullName}`);
		}
	}
	return { uses, findings };
}

/** What the API says of an asset, in words; `ok` and unknown ones are no news. */
const STATES: Readonly<Record<string, { severity: typeof stop; text: string }>> = {
	moderated: { severity: stop, text: "was taken down by moderation" },
	deleted: { severity: stop, text: "was deleted" },
	delisted: { severity: warn, text: "is no longer listed publicly" },
};

/** Findings about unhealthy assets. */
export function unhealthy(uses: Uses, statuses: ReadonlyMap<string, string>): Finding[] {
	return [...statuses].flatMap(([id, status]) => {
		const state = STATES[status];
		const where = uses.get(id);
		if (state === undefined || where === undefined) return [];
		const others = where.length === 1 ? "" : ` and ${where.length - 1} more`;
		return [state.severity(`asset ${id} ${state.text}; it is played by ${where[0]!}${others}`, "choose another")];
	});
}
