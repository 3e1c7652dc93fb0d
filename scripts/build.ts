import { compile } from "./compile.ts";
import { rojoBuild } from "./rojo.ts";
import { stageWally } from "./stage-wally.ts";

/** `build.ts package` makes the npm package's `out/`; `build.ts model` makes the model and the demo place with Rojo. */
const target = process.argv[2] ?? "package";
if (target !== "package" && target !== "model") {
	console.error(`build: the target is "package" or "model", got "${target}"`);
	process.exit(2);
}
const outcome = await compile(target);
console.log(`${target}: ${outcome}`);
if (outcome === "failed") process.exit(1);
if (target === "model") {
	stageWally();
	process.exitCode = rojoBuild();
}
