export type { Bridge, PlayerBridge, Side } from "./types";
