import { readFileSync, statSync } from "node:fs";

const known = new Map<string, { changedAt: number; size: number; text: string }>();

/** The text of a script, read once in a process as long as the file stays as it is: a spec file loads a place often. */
export function readSource(file: string): string {
	const { mtimeMs: changedAt, size } = statSync(file);
	const before = known.get(file);
	if (before?.changedAt === changedAt && before.size === size) return before.text;
	const text = readFileSync(file, "utf8");
	known.set(file, { changedAt, size, text });
	return text;
}
