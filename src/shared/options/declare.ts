import { type Kind, type Notes, saidOf, takeOne, wrong } from "./kinds";
import { nearest } from "./nearest";
import { shown } from "./shown";

/** One option: what it may be, and what holds where it is left out. */
export interface Option<In, Out = In | undefined> {
	readonly kind: Kind<In, unknown>;
	readonly standard?: unknown;
	readonly isRequired?: boolean;
	/** The official SDK's own words for an invalid value. */
	readonly official?: string;
	/** Exists in types only. */
	readonly reads?: Out;
}

/** A declaration for every option of an interface: one too few, one too many or one of another kind does not compile. */
export type Declared<O> = { readonly [K in keyof O]-?: Option<Exclude<O[K], undefined>, unknown> };

/** What is read of options that are so declared. */
export type Read<D> = { [K in keyof D]: D[K] extends { readonly reads?: infer Out } ? Out : never };

/** An option that may be left out; `standard` holds then. */
export function option<In, Out>(kind: Kind<In, Out>): Option<In, Out | undefined>;
export function option<In, Out>(kind: Kind<In, Out>, standard: Out): Option<In, Out>;
export function option<In, Out>(kind: Kind<In, Out>, standard?: Out): Option<In, Out | undefined> {
	return { kind, standard };
}

/** An option that has to be given. */
export function required<In, Out>(kind: Kind<In, Out>): Option<In, Out> {
	return { kind, isRequired: true };
}

/** An option that is refused in the words of the official SDK. */
export function inWordsOf<In, Out>(official: string, of: Option<In, Out>): Option<In, Out> {
	return { ...of, official };
}

/** The names of a declaration, by the alphabet. */
export function namesOf(fields: object): string[] {
	const names = new Array<string>();
	for (const [name] of pairs(fields as Record<string, unknown>)) names.push(name);
	names.sort();
	return names;
}

/** More names than these are no help in a sentence. */
const MOST_NAMES = 24;
const LONGEST_NAME = 40;

/** The sentence about a name that no option has. */
export function unknownName(entry: string, prefix: string, name: unknown, names: string[]): string {
	const isName = typeIs(name, "string") && name.size() <= LONGEST_NAME && utf8.len(name)[0] !== undefined;
	const place = prefix !== "" ? ` in ${prefix.sub(1, -2)}` : "";
	const path = isName ? `${prefix}${name}` : `${shown(name)}${place}`;
	const near = nearest(name, names);
	if (near !== undefined) return saidOf(entry, `${path} is not an option; did you mean ${near}?`);
	if (names.size() > MOST_NAMES) return saidOf(entry, `${path} is not an option`);
	return saidOf(entry, `${path} is not an option; options: ${names.join(", ")}`);
}

/** Reads a table by its declaration. What is wrong goes into the notes. */
export function readFields<D extends object>(
	fields: D,
	given: object,
	prefix: string,
	notes: Notes,
): Read<D> | undefined {
	const declared = fields as unknown as Record<string, Option<unknown, unknown>>;
	const values = given as Record<string, unknown>;
	const names = namesOf(fields);
	const taken: Record<string, unknown> = {};
	for (const [name] of pairs(values)) {
		if (!names.includes(name)) notes.unknown.push(unknownName(notes.entry, prefix, name, names));
	}
	for (const name of names) {
		const { kind, standard, isRequired, official } = declared[name]!;
		const value = values[name];
		if (value === undefined && isRequired !== true) {
			taken[name] = standard;
			continue;
		}
		if (value !== undefined) taken[name] = takeOne(kind, value, prefix + name, notes);
		else notes.fault ??= wrong(notes.entry, prefix + name, value, kind.may);
		if (taken[name] !== undefined) continue;
		if (official !== undefined && notes.isOfficial === true && notes.isInOfficialWords !== true) {
			notes.fault = official;
			notes.isInOfficialWords = true;
		}
		return undefined;
	}
	return taken as Read<D>;
}

/** A table of options inside options. */
export function tableOf<In extends object>(): <D extends Declared<In>>(may: string, fields: D) => Kind<In, Read<D>> {
	return (may, fields) => ({
		may,
		take: (value, path, notes) => (typeIs(value, "table") ? readFields(fields, value, `${path}.`, notes) : undefined),
	});
}

/** What holds where nothing is given at all. */
export function standardOf<D extends object>(fields: D): Read<D> {
	const standard: Record<string, unknown> = {};
	for (const name of namesOf(fields))
		standard[name] = (fields as unknown as Record<string, Option<unknown>>)[name]!.standard;
	return standard as Read<D>;
}
