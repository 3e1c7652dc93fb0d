import type { MarkdownRenderer } from "vitepress";

type Token = ReturnType<MarkdownRenderer["parse"]>[number];

const LANGUAGES = ["luau", "ts"] as const;
const languageOf = (token: Token | undefined): string | undefined =>
	token?.type === "fence" ? LANGUAGES.find(one => one === token.info.trim().split(/\s/)[0]) : undefined;

/**
 * A block of Luau and one of TypeScript that follow each other say the same: the reader sees the one of their language. In the
 * Markdown they stay what they are.
 */
export function languageTabs(md: MarkdownRenderer): void {
	md.core.ruler.push("language tabs", state => {
		const html = (content: string): Token => {
			const token = new state.Token("html_block", "", 0);
			token.content = content;
			return token;
		};
		const { tokens } = state;
		const out: Token[] = [];
		for (let at = 0; at < tokens.length; at++) {
			const [first, second] = [languageOf(tokens[at]), languageOf(tokens[at + 1])];
			if (first === undefined || second === undefined || first === second) {
				out.push(tokens[at]!);
				continue;
			}
			out.push(
				html(`<LanguageTabs><template #${first}>\n`),
				tokens[at]!,
				html(`</template><template #${second}>\n`),
				tokens[at + 1]!,
				html(`</template></LanguageTabs>\n`),
			);
			at += 1;
		}
		state.tokens = out;
	});
}
