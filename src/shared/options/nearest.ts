/** Longer names are nobody's misspelling of an option. */
const LONGEST = 40;

/** How many letters have to be put in, left out, changed, or swapped with their neighbour. */
export function editDistance(a: string, b: string): number {
	let older = new Array<number>();
	let above = new Array<number>();
	for (const j of $range(0, b.size())) above.push(j);
	for (const i of $range(1, a.size())) {
		const row = [i];
		for (const j of $range(1, b.size())) {
			const same = a.sub(i, i) === b.sub(j, j);
			let best = math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + (same ? 0 : 1));
			const isSwap = i > 1 && j > 1 && a.sub(i, i) === b.sub(j - 1, j - 1) && a.sub(i - 1, i - 1) === b.sub(j, j);
			if (isSwap) best = math.min(best, older[j - 2]! + 1);
			row.push(best);
		}
		older = above;
		above = row;
	}
	return above[b.size()]!;
}

/** Without what writers of different habits do differently: case, and what stands between words. */
function plain(name: string): string {
	return string.gsub(name.lower(), "[%s_%-]", "")[0];
}

/** The known name that was probably meant, if one is near: a third of its letters may be wrong. */
export function nearest(wanted: unknown, known: ReadonlyArray<string>): string | undefined {
	if (!typeIs(wanted, "string") || wanted.size() > LONGEST) return undefined;
	const meant = plain(wanted);
	if (meant === "") return undefined;
	let found: string | undefined;
	let least = math.huge;
	for (const name of known) {
		const candidate = plain(name);
		const distance = editDistance(meant, candidate);
		const most = math.floor(math.max(meant.size(), candidate.size()) / 3);
		if (distance > most || distance >= least) continue;
		found = name;
		least = distance;
	}
	return found;
}
