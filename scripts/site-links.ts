import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

const attributesOf = (html: string, name: string): string[] =>
	[...html.matchAll(new RegExp(`\\s${name}="([^"]*)"`, "g"))].map(([, value]) => value!.replaceAll("&amp;", "&"));

/**
 * Every link and picture of a built site that leads nowhere: to no file, or to no place in its page.
 *
 * @param base where the site stands, e.g. `/`
 * @example
 * brokenLinks("build/docs", "/"); // ["radio.html: /zones.html#who-won"]
 */
export function brokenLinks(site: string, base: string): string[] {
	const pages = readdirSync(site, { recursive: true, encoding: "utf8" })
		.filter(name => name.endsWith(".html"))
		.map(name => name.split(path.sep).join("/"));
	const ids = new Map<string, ReadonlySet<string>>();
	const idsOf = (page: string): ReadonlySet<string> => {
		const known = ids.get(page) ?? new Set(attributesOf(readFileSync(path.join(site, page), "utf8"), "id"));
		ids.set(page, known);
		return known;
	};
	const isBroken = (page: string, target: string): boolean => {
		if (/^[a-z]+:|^\/\//i.test(target)) return false;
		const [file = "", anchor = ""] = target.split("#");
		const isWithin = !file.startsWith("/") || file.startsWith(base);
		if (!isWithin) return true;
		const from = file.startsWith("/") ? file.slice(base.length) : path.posix.join(path.posix.dirname(page), file);
		let at = file === "" ? page : from.split("?")[0]!;
		if (at === "" || at === "." || at.endsWith("/")) at = path.posix.join(at, "index.html");
		const full = path.join(site, at);
		if (!existsSync(full) || statSync(full).isDirectory()) return true;
		return anchor !== "" && at.endsWith(".html") && !idsOf(at).has(decodeURIComponent(anchor));
	};
	return pages.flatMap(page => {
		const html = readFileSync(path.join(site, page), "utf8");
		const targets = new Set([...attributesOf(html, "href"), ...attributesOf(html, "src")]);
		return [...targets].filter(target => isBroken(page, target)).map(target => `${page}: ${target}`);
	});
}
