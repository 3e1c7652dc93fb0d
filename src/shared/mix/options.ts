import { type Declared, option, type Read, required, tableOf } from "../options/declare";
import { type Kind, number } from "../options/kinds";
import { ownOptions } from "../options/read";
import { BUS_KINDS, type BusKind, OPEN } from "../sound/bus";
import type { DuckOptions, MixGroup, SnapshotDefinition, SnapshotGroup } from "./types";

const decibels = number({ from: 0, to: 80, unit: "decibels" });
const seconds = number({ from: 0, unit: "seconds" });

const isGroup = (value: unknown): value is BusKind => BUS_KINDS.includes(value as BusKind);

/** One group is a list of one. */
const who: Kind<MixGroup | ReadonlyArray<MixGroup>, ReadonlyArray<MixGroup>> = {
	may: `one or a list of ${BUS_KINDS.join(", ")}`,
	take: value => {
		if (isGroup(value)) return [value];
		if (!typeIs(value, "table")) return undefined;
		const groups = value as ReadonlyArray<defined>;
		return groups.size() > 0 && groups.every(isGroup) ? (groups as MixGroup[]) : undefined;
	},
};

/** The options of a duck, with what holds for those left out. */
export const duckOptions = {
	by: option(decibels, 12),
	attack: option(seconds, 0.15),
	hold: option(seconds),
	release: option(seconds, 0.6),
	who: option(who, ["music", "ambience", "radio"]),
} satisfies Declared<DuckOptions>;

/** A duck as it is meant. */
export interface DuckPlan extends Omit<Read<typeof duckOptions>, "hold"> {
	hold?: number;
}

const group = option(
	tableOf<SnapshotGroup>()("a table with by and lowPass", {
		by: option(decibels),
		lowPass: option(number({ from: 20, to: OPEN, unit: "hertz" })),
	}),
);

/** What a definition may say. */
export const snapshotDefinition = {
	priority: option(number(), 0),
	fadeIn: option(seconds, 0.5),
	fadeOut: option(seconds, 0.5),
	groups: required(
		tableOf<SnapshotDefinition["groups"]>()("a table by group", {
			music: group,
			ambience: group,
			radio: group,
			footsteps: group,
		}),
	),
} satisfies Declared<SnapshotDefinition>;

/** A snapshot as it is meant. */
export interface SnapshotPlan extends Omit<Read<typeof snapshotDefinition>, "groups"> {
	groups: SnapshotDefinition["groups"];
}

/** Reads the definition of a snapshot; a mistake is raised in the caller's line. */
export function readSnapshot(definition: unknown): SnapshotPlan {
	return ownOptions("defineSnapshot", snapshotDefinition, definition);
}
