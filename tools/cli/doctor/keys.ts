import { type Finding, warn } from "./finding.ts";
import { withoutComments } from "./product.ts";
import type { Found } from "./tree.ts";

/** A key written down where a client or a generator is made; placeholders are not taken for keys. */
const LITERAL =
	/(?:AudioScape\w*\.new|setApiKey|FineVoice\.new|SenseAudio\.new)\s*\(\s*(?:\w+\s*,\s*)?(["'])([^"'\n]{8,})\1/gi;
/** Keys of Roblox Open Cloud are long runs of base64, others at least look like no words. */
const PLACEHOLDER = /your|example|key[-_ ]?here|<|\.\.\./i;

/**
 * API keys as plain text in scripts. A key is never shown: only where it stands.
 *
 * @param key the key that was given, looked for anywhere
 */
export function plainKeys(scripts: readonly Found[], key: string | undefined): Finding[] {
	return scripts.flatMap(({ node, fullName, ancestors }) => {
		const source = node.source ?? "";
		const literals = [...withoutComments(source).matchAll(LITERAL)].map(match => match[2]!);
		const known = key !== undefined && key.length >= 8 && source.includes(key);
		if (!known && literals.every(text => PLACEHOLDER.test(text))) return [];
		const open = !ancestors.some(
			held => held.className === "ServerScriptService" || held.className === "ServerStorage",
		);
		const who = open ? "everybody who plays can read it" : "everybody with the place file can read it";
		return [
			warn(
				`${fullName} holds an API key as plain text: ${who}`,
				'keep it as a secret of the experience and pass HttpService:GetSecret("audioscape"); then replace the key',
			),
		];
	});
}
