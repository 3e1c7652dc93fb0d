import path from "node:path";

import { compile } from "./compile.ts";
import { rojoBuild } from "./rojo.ts";
import { stagePackages } from "./stage-packages.ts";
import { stagePesde } from "./stage-pesde.ts";
import { stageWally } from "./stage-wally.ts";

/**
 * `build.ts package` makes the npm package's `out/`; `build.ts model` makes the model and the demo place with Rojo;
 * `build.ts tools` builds the model and lays out the packages of the tools in `dist/packages`.
 */
const target = process.argv[2] ?? "package";
if (target !== "package" && target !== "model" && target !== "tools") {
	console.error(`build: the target is "package", "model" or "tools", got "${target}"`);
	process.exit(2);
}
const kind = target === "tools" ? "model" : target;
const outcome = await compile(kind);
console.log(`${kind}: ${outcome}`);
if (outcome === "failed") process.exit(1);
if (kind === "model") {
	stageWally();
	stagePesde();
	process.exitCode = rojoBuild();
}
if (target === "tools" && process.exitCode === 0) await stagePackages(path.resolve("dist", "packages"));
