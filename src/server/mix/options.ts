import { duckOptions } from "../../shared/mix/options";
import { type Declared, option } from "../../shared/options/declare";
import { ownOptions } from "../../shared/options/read";
import { instance, list } from "../options/kinds";
import type { ServerDuckOptions, ServerSnapshotOptions } from "./types";

const players = option(list("a list of players", instance("Player")));

/** The options of a server's duck. */
export const serverDuckOptions = { ...duckOptions, players } satisfies Declared<ServerDuckOptions>;
/** The options of a server's snapshot. */
export const serverSnapshotOptions = { players } satisfies Declared<ServerSnapshotOptions>;

/** Reads the options of a server's duck; a mistake is raised in the caller's line. */
export function readDuck(options: unknown) {
	return ownOptions("duck", serverDuckOptions, options);
}

/** Reads the options of a server's snapshot; a mistake is raised in the caller's line. */
export function readSnapshotOptions(options: unknown) {
	return ownOptions("snapshot", serverSnapshotOptions, options);
}
