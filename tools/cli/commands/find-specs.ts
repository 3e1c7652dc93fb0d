import { readdirSync } from "node:fs";
import path from "node:path";

const walk = (dir: string, ending: string): string[] => {
	let entries;
	try {
		entries = readdirSync(dir, { withFileTypes: true });
	} catch {
		return [];
	}
	return entries
		.filter(entry => entry.name !== "node_modules")
		.flatMap(entry => {
			const file = path.join(dir, entry.name);
			if (entry.isDirectory()) return walk(file, ending);
			return entry.name.endsWith(ending) ? [file] : [];
		});
};

/**
 * Spec files below some rooms whose path contains one of the parts, or all of them without parts.
 *
 * @example findSpecs(root, ["src", "test/rbx"], ".spec.ts", ["radio"])
 */
export const findSpecs = (root: string, rooms: readonly string[], ending: string, parts: readonly string[]): string[] =>
	rooms
		.flatMap(room => walk(path.join(root, room), ending))
		.map(file => path.relative(root, file))
		.filter(file => parts.length === 0 || parts.some(part => file.includes(part)));
