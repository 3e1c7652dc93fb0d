/** A table of which nobody knows what it holds. */
export type Row = Record<string, unknown>;

/** Whether a value may be read by names. Luau has one kind of table: a list is one too. */
export const isRow = (value: unknown): value is Row => typeIs(value, "table");

/** Whether a value may be read by places; what it holds is yet to be checked. */
export const isList = (value: unknown): value is defined[] => typeIs(value, "table");
