import { findTool, noWayMessage } from "./tool-finder.ts";

/** Finds or installs the tools named on the command line and says which way each took. */
for (const tool of process.argv.slice(2)) {
	const found = findTool(tool);
	if (found === undefined) {
		console.error(noWayMessage(tool));
		process.exitCode = 1;
	} else console.log(`${tool}: ${found.way}`);
}
