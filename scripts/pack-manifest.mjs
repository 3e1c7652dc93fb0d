// What `npm pack` ships says nothing of what stays here: the command, its scripts and the tools to build it all.
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";

const MANIFEST = "package.json";
/** The manifest of the checkout while its place is taken. */
const KEPT = "package.json.kept";
const NOT_SHIPPED = ["prettier", "workspaces", "scripts", "devDependencies"];

const restore = () => {
	if (existsSync(KEPT)) renameSync(KEPT, MANIFEST);
};

const [action] = process.argv.slice(2);
if (action === "trim") {
	// Somebody interrupted the last one.
	restore();
	const text = readFileSync(MANIFEST, "utf8");
	const shipped = Object.fromEntries(Object.entries(JSON.parse(text)).filter(([name]) => !NOT_SHIPPED.includes(name)));
	writeFileSync(KEPT, text);
	writeFileSync(MANIFEST, `${JSON.stringify(shipped, undefined, "\t")}\n`);
} else if (action === "restore") {
	restore();
} else if (action === "refuse") {
	// npm would send the checkout's manifest along with a folder, and the shipped one with a file.
	console.error("publish the file that npm pack makes: npm pack, then npm publish FILE.tgz");
	process.exit(1);
} else {
	console.error(`pack-manifest: the action is trim, restore or refuse, got "${action ?? ""}"`);
	process.exit(2);
}
