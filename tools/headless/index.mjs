import { register } from "tsx/esm/api";

register();
export const { createCloud, loadPlace, runHeadless, runSpecs } = await import("./index.ts");
