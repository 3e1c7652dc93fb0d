import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "..");
const PACKAGE = "@rbxts/audioscape";
const BUMPS = ["patch", "minor", "major"] as const;
export type Bump = (typeof BUMPS)[number];

/** What one file of `.changeset` says: how far the version moves, and the sentence for those who use the package. */
export interface Change {
	readonly bump: Bump;
	readonly text: string;
}

/** Reads the text of a change. @throws with the file's name and what it may be */
export function readChange(text: string, file: string): Change {
	const [, name, bump, body] = /^---\s*\n\s*["']?([^"'\n]+)["']?:\s*(\w+)\s*\n---\s*\n([^]*)$/.exec(text) ?? [];
	if (name !== PACKAGE || !BUMPS.includes(bump as Bump))
		throw new Error(`${file}: it begins with ---, "${PACKAGE}": ${BUMPS.join("|")}, ---`);
	const sentence = body!.trim();
	if (sentence === "") throw new Error(`${file}: it says nothing to those who use the package`);
	return { bump: bump as Bump, text: sentence };
}

/** The version after some changes. Before 1.0 what breaks moves the second number, everything else the third. */
export function nextVersion(version: string, changes: readonly Change[]): string {
	const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number);
	const most = Math.max(...changes.map(({ bump }) => BUMPS.indexOf(bump)));
	if (most === 2 && major > 0) return `${major + 1}.0.0`;
	return most >= 1 ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`;
}

const item = ({ text }: Change): string => `- ${text.replace(/\n+/g, "\n").replaceAll("\n", "\n  ")}`;

/** The changelog with some changes under the heading of a version, which is made where it is not there. */
export function withChanges(changelog: string, version: string, date: string, changes: readonly Change[]): string {
	const list = changes.map(item).join("\n");
	const heading = new RegExp(`^## \\[${version.replaceAll(".", "\\.")}\\].*$`, "m").exec(changelog);
	if (heading !== null) {
		const after = changelog.indexOf("\n## [", heading.index + 1);
		const end = after < 0 ? changelog.length : after;
		return `${changelog.slice(0, end).trimEnd()}\n${list}\n${changelog.slice(end)}`;
	}
	const first = changelog.indexOf("\n## [");
	const at = first < 0 ? changelog.length : first + 1;
	return `${changelog.slice(0, at)}## [${version}] - ${date}\n\n${list}\n\n${changelog.slice(at)}`.trimEnd() + "\n";
}

const inRoot = (file: string): string => path.join(ROOT, file);
const filesOfChanges = (): string[] =>
	readdirSync(inRoot(".changeset"))
		.filter(name => name.endsWith(".md") && name !== "README.md")
		.sort()
		.map(name => `.changeset/${name}`);
const readAll = (): Change[] => filesOfChanges().map(file => readChange(readFileSync(inRoot(file), "utf8"), file));

/** Every place that says the version; a spec compares them. */
const VERSIONED = [
	"package.json",
	"package-lock.json",
	...["headless", "contract", "cli"].map(name => `tools/${name}/package.json`),
	"README.md",
	"src/server/audioscape/audioscape.ts",
];
const NAMES = `(?:"version"|"audioscape-contract"|"headless-place"): "`;

function writeVersion(before: string, after: string): void {
	const old = before.replaceAll(".", "\\.");
	for (const file of VERSIONED) {
		const text = readFileSync(inRoot(file), "utf8");
		// In the lock only what is ours has this version beside its own name.
		const pattern = file.endsWith(".json")
			? new RegExp(
					`(${file === "package-lock.json" ? `"name": "[^"]*audioscape[^"]*",\\s*"version": "|"name": "headless-place",\\s*"version": "|"(?:audioscape-contract|headless-place)": "` : NAMES})${old}"`,
					"g",
				)
			: new RegExp(`(audioscape/audioscape@|VERSION = ")${old}"`, "g");
		writeFileSync(inRoot(file), text.replace(pattern, `$1${after}"`));
	}
}

function writeRelease(asked: string | undefined): void {
	const changes = readAll();
	const { version } = JSON.parse(readFileSync(inRoot("package.json"), "utf8")) as { version: string };
	const next = asked ?? (changes.length === 0 ? version : nextVersion(version, changes));
	const changelog = readFileSync(inRoot("CHANGELOG.md"), "utf8");
	const date = new Date().toISOString().slice(0, 10);
	if (changes.length > 0) writeFileSync(inRoot("CHANGELOG.md"), withChanges(changelog, next, date, changes));
	writeVersion(version, next);
	for (const file of filesOfChanges()) rmSync(inRoot(file));
	console.log(`${version} -> ${next}; ${changes.length} changes`);
}

/** What people who use the packages may notice. */
const NOTICED = /^(src|tools|scripts\/stage-)/;

/** Whether a branch that changes what people notice brings a change of its own. */
function check(base: string | undefined): boolean {
	const changes = readAll();
	console.log(`${changes.length} changes are written down`);
	if (base === undefined) return true;
	const diff = (...more: string[]): string[] =>
		execFileSync("git", ["diff", "--name-only", ...more, `${base}...HEAD`], { cwd: ROOT, encoding: "utf8" }).split(
			"\n",
		);
	const noticed = diff().some(file => NOTICED.test(file) && !/\.(test|spec)\.ts$/.test(file));
	if (!noticed || diff("--diff-filter=A").some(file => file.startsWith(".changeset/"))) return true;
	console.error(`src or tools changed since ${base}, and .changeset has no new file: see .changeset/README.md`);
	return false;
}

if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === import.meta.filename) {
	const [action, argument] = process.argv.slice(2);
	if (action === "check") process.exitCode = check(argument) ? 0 : 1;
	else if (action === "version") writeRelease(argument);
	else {
		console.error(`changes: the action is check [BASE] or version [X.Y.Z], got "${action ?? ""}"`);
		process.exitCode = 2;
	}
}
