import { UsageError } from "./flags.ts";

/** `NAME=VALUE`, each given by a flag of its own. */
export const pairsOf = (list: unknown, complain: (text: string) => string): Record<string, string> =>
	Object.fromEntries(
		((list as string[] | undefined) ?? []).map(text => {
			const at = text.indexOf("=");
			if (at < 1) throw new UsageError(complain(text));
			return [text.slice(0, at), text.slice(at + 1)];
		}),
	);

/** What `--secret` says. */
export const secretsOf = (list: unknown): Record<string, string> =>
	pairsOf(list, text => `--secret takes NAME=VALUE, got "${text}"`);
