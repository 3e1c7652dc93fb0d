/** Keeps `V` from being widened or narrowed: a kind stands for exactly one type. */
interface Exactly<V> {
	/** For the compiler only; nothing ever has it. */
	readonly exactly?: (value: V) => V;
}

/** What the reader does with a value. The types of a kind are made beside it, so that they cannot be mixed up. */
export type Rule =
	| { readonly type: "text" }
	| { readonly type: "word"; readonly words: ReadonlySet<string> }
	| { readonly type: "flag" }
	| { readonly type: "number"; readonly least: number; readonly most: number }
	| { readonly type: "id" }
	| { readonly type: "numeric-id" }
	| { readonly type: "pairs" }
	| { readonly type: "list"; readonly item: Rule; readonly most: number; readonly unique?: string }
	| {
			readonly type: "object";
			readonly fields: Readonly<Record<string, Field>>;
			readonly some?: ReadonlyArray<string>;
	  };

/** A field that may be missing: whatever else is there in its place counts as missing. */
export interface Kind<V> extends Exactly<V> {
	readonly rule: Rule;
	readonly absent: "unknown";
}
/** A field without which its object is of no use: a row is left out of its list, an answer is none. */
export interface Needed<V> extends Exactly<V> {
	readonly rule: Rule;
	readonly absent: "unusable";
}
/** A list or an object that is empty where the API left it out. */
export interface Given<V> extends Exactly<V> {
	readonly rule: Rule;
	readonly absent: "empty";
}
export type Field = Pick<Kind<unknown> | Needed<unknown> | Given<unknown>, "rule" | "absent">;

/**
 * The fields of `T`, each of exactly its kind: optional ones as they are, the others `needed` or `orEmpty`. A field
 * that is missing here, or too many, or of another type or optionality, does not compile.
 */
export type Schema<T> = {
	readonly [K in keyof T]-?: {} extends Pick<T, K> ? Kind<Exclude<T[K], undefined>> : Needed<T[K]> | Given<T[K]>;
};

/** No row holds more, and ids beyond are no longer exact as numbers. */
const EXACT = 9007199254740992;
/** Entries of a list; a page has 100, the beats of an hour are some ten thousand. */
const MOST = 20000;
/** Rows of a page; the API gives 100 at most. */
const MOST_ROWS = 1000;
/** Seconds of a day: nothing lasts longer. */
const DAY = 86400;

const kind = <V>(rule: Rule): Kind<V> => ({ rule, absent: "unknown" });
const between = (least: number, most: number): Kind<number> => kind({ type: "number", least, most });

export const text = kind<string>({ type: "text" });
export const flag = kind<boolean>({ type: "flag" });
/** Any number that is finite and not absurd. */
export const number = between(-EXACT, EXACT);
/** How many there are of something. */
export const amount = between(0, EXACT);
/** A moment or a length. */
export const seconds = between(0, DAY);
/** LUFS or dBTP. The API says that these may be infinite; text and null arrive then. */
export const decibels = between(-200, 100);
/** Beats a minute. */
export const tempo = between(1, 1000);
/** An asset id: digits, as text or as a number on the wire, always text here. */
export const id = kind<string>({ type: "id" });
/** Another id, as text or as a number on the wire, always a number here. */
export const numericId = kind<number>({ type: "numeric-id" });
/** Authored pairs of text with text or numbers. */
export const textPairs = kind<Record<string, string | number>>({ type: "pairs" });

/** One of a closed list of words; any other counts as missing. */
export function word<V extends string>(...words: V[]): Kind<V> {
	return kind({ type: "word", words: new Set<string>(words) });
}

/** A word of a list that may grow: words that are not on it are kept. */
export function growingWord<V extends string>(): Kind<V> {
	return kind({ type: "text" });
}

export function list<V extends defined>(item: Kind<V>): Kind<V[]> {
	return kind({ type: "list", item: item.rule, most: MOST });
}

/** Rows of an answer, each asset once. */
export function rows<V extends { asset_id: string }>(item: Kind<V>): Kind<V[]> {
	return kind({ type: "list", item: item.rule, most: MOST_ROWS, unique: "asset_id" });
}

/** @param some of these fields an answer must have at least one */
export function object<T extends object>(fields: Schema<T>, some?: ReadonlyArray<keyof T & string>): Kind<T> {
	return kind({ type: "object", fields, some });
}

export function needed<V>({ rule }: Kind<V>): Needed<V> {
	return { rule, absent: "unusable" };
}

/** For lists, and for objects of which nothing is needed. */
export function orEmpty<V extends object>({ rule }: Kind<V>): Given<V> {
	return { rule, absent: "empty" };
}
