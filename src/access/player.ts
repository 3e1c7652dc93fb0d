// Where TypeScript games have imported the catalog of LocalScripts from since the first version; it lives in src/player/access.
export type { AudioScapeClient, AudioScapeClientConstructor } from "../player/access";
export { default } from "../player/access";
