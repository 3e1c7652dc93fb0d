import { type Data, isObject } from "./luau-text.ts";
import { canonicalText } from "./manifest-text.ts";

const idsOf = (list: readonly Data[]): string[] | undefined => {
	const ids = list.map(item => (isObject(item) && typeof item.asset_id === "string" ? item.asset_id : undefined));
	return ids.every(id => id !== undefined) && ids.length > 0 ? ids : undefined;
};
const brief = (value: Data): string => {
	const text = canonicalText(value);
	return text.length > 60 ? `${text.slice(0, 57)}...` : text;
};
const join = (where: string, key: string): string =>
	where === "" ? key : /^\w+$/.test(key) ? `${where}.${key}` : `${where} "${key}"`;

function lists(where: string, was: readonly Data[], is: readonly Data[]): string[] {
	const before = idsOf(was);
	const now = idsOf(is);
	if (before === undefined || now === undefined) {
		return [
			was.length === is.length
				? `${where}: different values`
				: `${where}: ${was.length} values in the file, ${is.length} now`,
		];
	}
	const gone = before.filter(id => !now.includes(id));
	const come = now.filter(id => !before.includes(id));
	if (gone.length + come.length > 0) {
		const parts = [come.length > 0 ? `new ${come.join(", ")}` : "", gone.length > 0 ? `gone ${gone.join(", ")}` : ""];
		return [`${where}: ${parts.filter(part => part !== "").join("; ")}`];
	}
	if (before.join() !== now.join()) return [`${where}: the same rows in another order`];
	return was.flatMap((row, index) => between(join(where, before[index]!), row, is[index]!));
}

/**
 * What differs between two pieces of data, a line each, named by its place; rows are named by their asset id.
 *
 * @example
 * between("", { a: 1 }, { a: 2 }); // ["a: 1 in the file, 2 now"]
 */
export function between(where: string, was: Data, is: Data): string[] {
	if (canonicalText(was) === canonicalText(is)) return [];
	if (Array.isArray(was) && Array.isArray(is)) return lists(where, was, is);
	if (!isObject(was) || !isObject(is)) return [`${where}: ${brief(was)} in the file, ${brief(is)} now`];
	const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])].sort();
	return keys.flatMap(key => {
		const a = was[key];
		const b = is[key];
		if (a === undefined) return [`${join(where, key)}: not in the file`];
		if (b === undefined) return [`${join(where, key)}: no longer asked for`];
		return between(join(where, key), a, b);
	});
}
