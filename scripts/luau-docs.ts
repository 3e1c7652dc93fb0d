import ts from "typescript";

/** What has a TSDoc: a symbol, or the signature by which a class is made. */
type Documented = Pick<ts.Symbol, "getDocumentationComment" | "getJsDocTags">;

const sentence = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
const plain = (parts: readonly ts.SymbolDisplayPart[] | undefined): string =>
	ts.displayPartsToString(parts?.slice()).trim();

/**
 * A TSDoc as the comment that Luau editors show: its text, its parameters and what it returns. Examples are left out:
 * they are TypeScript.
 *
 * @returns lines that end in a line break; empty without a TSDoc
 */
export function docsOf(documented: Documented, checker: ts.TypeChecker): string {
	const lines = plain(documented.getDocumentationComment(checker)).split("\n");
	for (const { name, text } of documented.getJsDocTags(checker)) {
		if (name === "returns") lines.push(`Returns ${plain(text)}`);
		if (name === "param") {
			const [, parameter, about] = /^(\S+)\s+(?:-\s+)?([^]*)$/.exec(plain(text)) ?? [];
			if (about !== undefined) lines.push(`\`${parameter}\`: ${about}`);
		}
		if (name === "default") lines.push(`Default: ${plain(text)}`);
	}
	return lines
		.join("\n")
		.replaceAll("`undefined`", "`nil`")
		.split("\n")
		.map(line => line.trim())
		.filter(line => line !== "")
		.map((line, at) => `--- ${at === 0 ? sentence(line) : line}\n`)
		.join("");
}
