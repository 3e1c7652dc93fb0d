import type { WireValue } from "./wire.ts";
import { fromTable } from "./wire.ts";

/** Operations that the engine asks of Node (`engine.host`). Strings in payloads and results are byte strings. */
export type HostOps = Readonly<
	Record<string, (payload: unknown, call: { id: number; sent: number }) => Promise<unknown>>
>;

/** Anything plain, as the wire takes it. */
export const toWire = (value: unknown): WireValue => {
	if (value === null || value === undefined) return undefined;
	if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
	if (Array.isArray(value)) return value.map(toWire);
	if (value instanceof Map) return toWire(fromTable(value));
	if (typeof value === "object")
		return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toWire(item)]));
	return undefined;
};

/** Payloads arrive as Maps; most operations want plain objects. */
export const plainOps = (ops: Readonly<Record<string, (payload: never, sent: number) => Promise<unknown>>>): HostOps =>
	Object.fromEntries(
		Object.entries(ops).map(([name, op]) => [
			name,
			(payload: unknown, call: { sent: number }) => op(fromTable(payload) as never, call.sent),
		]),
	);
