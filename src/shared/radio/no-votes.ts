import type { VoteTally } from "./types";

/** Nobody has said anything. */
export const NO_VOTES: VoteTally = { skip: 0, up: 0, down: 0, listeners: 0, needed: 1 };
