import type { DuckOptions, MixHandle, SnapshotDefinition } from "../../shared/mix/types";

/** Who hears a snapshot of the server's. */
export interface ServerSnapshotOptions {
	/** Default: everyone, those who join while it is on as well. */
	players?: ReadonlyArray<Player>;
}

/** How far, how fast and for how long a server's duck lowers what, and for whom. */
export interface ServerDuckOptions extends DuckOptions {
	/** Default: everyone, those who join while it is on as well. */
	players?: ReadonlyArray<Player>;
}

/** What a server says of the mix on its players' machines. */
export interface MixMethods {
	/**
	 * Lowers some of what the product plays, for dialogue, stingers and cutscenes.
	 *
	 * @returns what lets go of it
	 * @example
	 * const handle = client.duck({ by: 15, who: ["music", "radio"] });
	 * handle.release();
	 */
	duck(options?: ServerDuckOptions): MixHandle;
	/**
	 * Puts a snapshot on: `underwater`, `lowHealth`, `menu`, or one that was defined on this server.
	 *
	 * @returns what lets go of it
	 * @example
	 * const handle = client.snapshot("underwater");
	 * handle.release();
	 */
	snapshot(name: string, options?: ServerSnapshotOptions): MixHandle;
	/**
	 * Makes a snapshot known on this server, or changes one for those who ask for it later.
	 *
	 * @example
	 * client.defineSnapshot("cave", { priority: 5, groups: { music: { by: 6 }, footsteps: { lowPass: 2000 } } });
	 */
	defineSnapshot(name: string, definition: SnapshotDefinition): void;
}
