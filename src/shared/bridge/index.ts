export type { Bridge, PlayerBridge } from "./types";
