import { resolveAssetId } from "../../shared/wire/asset-id";
import { sourceMessages as messages } from "./messages";
import type { AudioKind, FiltersOf, Source } from "./source";

/** The field that makes a table a source. `seed` and `similarTo` mean the same: each stays what its users know. */
export type Form = "seed" | "similarTo" | "query" | "assets" | "playlist" | "genre" | "trending" | "radio";

/** What a caller takes as a source. */
export interface Accepts<A extends AudioKind> {
	audio: A;
	/** What an asset id alone stands for: its likes, or just itself. Default: it is no source. */
	id?: "similar" | "assets";
	/** In the order in which a sentence names them. */
	forms: ReadonlyArray<Form>;
	/** The topic of a radio; `undefined` for what is none. Needed where `forms` has `radio`. */
	topicOf?: (radio: unknown) => string | undefined;
}

type Fields = Readonly<Partial<Record<Form | "filters", unknown>>>;
type Read<T> = LuaTuple<[value: T | undefined, why: string | undefined]>;

const FORMS: ReadonlyArray<Form> = ["seed", "similarTo", "query", "assets", "playlist", "genre", "trending", "radio"];

function good<T>(value: T): Read<T> {
	return $tuple(value, undefined);
}

function bad(why: string): Read<never> {
	return $tuple(undefined, why);
}

/** What a text says without the blanks around it; `undefined` for no text, and for one that says nothing. */
function textOf(value: unknown): string | undefined {
	if (!typeIs(value, "string") || utf8.len(value)[0] === undefined) return undefined;
	const [trimmed] = value.gsub("^%s*(.-)%s*$", "%1");
	return trimmed !== "" ? trimmed : undefined;
}

function filtersOf<A extends AudioKind>(fields: Fields): Read<FiltersOf<A> | false> {
	const { filters } = fields;
	if (filters === undefined) return good(false);
	if (!typeIs(filters, "table")) return bad(messages.filters(filters));
	// An empty table would travel as a JSON array.
	return good(next(filters)[0] !== undefined ? (filters as FiltersOf<A>) : false);
}

/** Ids in any form, each once. */
function idsOf(name: string, list: object): Read<string[]> {
	const ids = new Array<string>();
	const entries = list as ReadonlyArray<unknown>;
	for (let index = 0; index < entries.size(); index++) {
		const id = resolveAssetId(entries[index]);
		if (id === undefined) return bad(messages.listedId(name, index + 1, entries[index]));
		if (!ids.includes(id)) ids.push(id);
	}
	return good(ids);
}

function readAssets<A extends AudioKind>(fields: Fields, { audio }: Accepts<A>): Read<Source<A>> {
	const { assets } = fields;
	if (!typeIs(assets, "table")) return bad(messages.assets(assets));
	const [ids, why] = idsOf("assets", assets);
	if (ids === undefined) return bad(why!);
	return ids.isEmpty() ? bad(messages.assets(assets)) : good({ kind: "assets", audio, ids });
}

function readSimilar<A extends AudioKind>(name: "seed" | "similarTo", fields: Fields, { audio }: Accepts<A>) {
	const id = resolveAssetId(fields[name]);
	if (id === undefined) return bad(messages.assetId(name, fields[name]));
	const [filters, why] = filtersOf<A>(fields);
	if (filters === undefined) return bad(why!);
	return good<Source<A>>({ kind: "similar", audio, id, filters: filters !== false ? filters : undefined });
}

/** Effects may be searched for by their category alone. */
function hasCategories(filters: unknown): boolean {
	const { categories } = filters as { categories?: unknown };
	return typeIs(categories, "table") && next(categories)[0] !== undefined;
}

function readSearch<A extends AudioKind>(fields: Fields, { audio }: Accepts<A>): Read<Source<A>> {
	const [filters, why] = filtersOf<A>(fields);
	if (filters === undefined) return bad(why!);
	const wordless = fields.query === "" && audio === "sfx" && filters !== false && hasCategories(filters);
	const query = wordless ? "" : textOf(fields.query);
	if (query === undefined) return bad(messages.text("query", fields.query));
	return good({ kind: "search", audio, query, filters: filters !== false ? filters : undefined });
}

function readForm<A extends AudioKind>(form: Form, fields: Fields, accepts: Accepts<A>): Read<Source<A>> {
	const { audio } = accepts;
	switch (form) {
		case "seed":
		case "similarTo":
			return readSimilar(form, fields, accepts);
		case "query":
			return readSearch(fields, accepts);
		case "assets":
			return readAssets(fields, accepts);
		case "playlist": {
			const playlist = textOf(fields.playlist);
			return playlist !== undefined
				? good({ kind: "playlist", audio, playlist })
				: bad(messages.text("playlist", fields.playlist));
		}
		case "genre": {
			const genre = textOf(fields.genre);
			return genre !== undefined ? good({ kind: "genre", audio, genre }) : bad(messages.text("genre", fields.genre));
		}
		case "trending":
			return fields.trending === true ? good({ kind: "trending", audio }) : bad(messages.trending(fields.trending));
		case "radio": {
			const topic = accepts.topicOf?.(fields.radio);
			return topic !== undefined ? good({ kind: "radio", audio, topic }) : bad(messages.radio);
		}
	}
}

/** The forms that a table has, asked for or not. */
function formsOf(fields: Fields): Form[] {
	return FORMS.filter(form => fields[form] !== undefined && !(form === "trending" && fields.trending === false));
}

function mayBe(accepts: Accepts<AudioKind>): string[] {
	const tables = accepts.forms.map(form => `{ ${form} }`);
	return accepts.id !== undefined ? ["an asset id", ...tables] : tables;
}

/**
 * Reads where sound is to come from, as a game wrote it: an asset id in any form, or a table with one of the forms that
 * the caller takes. Two of them at once are a mistake.
 *
 * @returns the source, or what is wrong with it, as the end of a sentence that begins with its place
 * @example
 * const [source, why] = readSource(input, { audio: "sfx", id: "similar", forms: ["seed", "query"] });
 */
export function readSource<A extends AudioKind>(input: unknown, accepts: Accepts<A>): Read<Source<A>> {
	const { audio } = accepts;
	const id = accepts.id !== undefined ? resolveAssetId(input) : undefined;
	// A row has many fields, `genre` among them: its id is what is meant.
	if (id !== undefined)
		return good(accepts.id === "similar" ? { kind: "similar", audio, id } : { kind: "assets", audio, ids: [id] });
	const fields: Fields = typeIs(input, "table") ? input : {};
	const forms = formsOf(fields);
	if (forms.size() > 1) return bad(messages.several(forms));
	const form = forms[0];
	if (form === undefined || !accepts.forms.includes(form)) return bad(messages.none(mayBe(accepts), input));
	return readForm(form, fields, accepts);
}

/** Likes are filtered by what they understand; the rest of a station's filters is for its searches. */
function forLikes<A extends AudioKind>(filters: FiltersOf<A> | undefined): FiltersOf<A> | undefined {
	const { genres, duration } = (filters ?? {}) as FiltersOf<"music">;
	return genres !== undefined || duration !== undefined ? ({ genres, duration } as FiltersOf<A>) : undefined;
}

/**
 * Reads several sources out of one table, as a station has them: `seed` may be a list, and every form may be there.
 * An empty list where there is none.
 *
 * @returns the searches and lists in the order of `accepts.forms`, then the likes of each seed
 */
export function readSources<A extends AudioKind>(input: object, accepts: Accepts<A>): Read<Array<Source<A>>> {
	const { audio } = accepts;
	const fields: Fields = input;
	const sources = new Array<Source<A>>();
	const present = formsOf(fields);
	for (const form of accepts.forms) {
		if (form === "seed" || !present.includes(form)) continue;
		const [source, why] = readForm(form, fields, accepts);
		if (source === undefined) return bad(why!);
		sources.push(source);
	}
	if (fields.seed === undefined) return good(sources);
	const [filters, badFilters] = filtersOf<A>(fields);
	if (filters === undefined) return bad(badFilters!);
	const single = resolveAssetId(fields.seed);
	if (single === undefined && !typeIs(fields.seed, "table")) return bad(messages.assetId("seed", fields.seed));
	const [ids, why] = single !== undefined ? good([single]) : idsOf("seed", fields.seed as object);
	if (ids === undefined) return bad(why!);
	const likes = forLikes<A>(filters !== false ? filters : undefined);
	for (const id of ids) sources.push({ kind: "similar", audio, id, filters: likes });
	return good(sources);
}
