export { createPlayer } from "./list-player";
export type { ListPlayer, PlayerOptions, Queueable } from "./types";
