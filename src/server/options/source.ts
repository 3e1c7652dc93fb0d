import { unknownName } from "../../shared/options/declare";
import { isFilled, type Kind, saidOf } from "../../shared/options/kinds";

export interface SourceRule {
	/** Completes "it may be ...". */
	may: string;
	/** The names that its table may have. */
	names: ReadonlyArray<string>;
	/** What is wrong with it, as the end of a sentence that begins with its name. */
	fault: (value: unknown) => string | undefined;
}

const LONGEST = 300;

/** Where sound comes from: read by the room that asks for it, checked and told of here as every other option. */
export function source<In>({ may, names, fault }: SourceRule): Kind<In> {
	const sorted = [...names];
	sorted.sort();
	return {
		may,
		take: (value, path, notes) => {
			// A row of the catalog has many fields; its id is what is meant.
			if (typeIs(value, "table") && (value as { asset_id?: unknown }).asset_id === undefined) {
				for (const [name] of pairs(value as unknown as Record<string, unknown>)) {
					if (!sorted.includes(name)) notes.unknown.push(unknownName(notes.entry, `${path}.`, name, sorted));
				}
			}
			const why = fault(value);
			if (why === undefined) return value as In;
			// What it holds may be anything, and of any length.
			if (isFilled(why) && why.size() <= LONGEST) notes.fault ??= saidOf(notes.entry, `${path} ${why}`);
			return undefined;
		},
	};
}
