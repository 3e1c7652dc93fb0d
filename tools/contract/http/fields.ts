/** How one value of a request is read. */
export interface Field {
	required?: boolean;
	/** Reads the value; from a query string it comes as text and is turned into what it means. */
	read: (value: unknown, fault: Fault, from: "query" | "body") => unknown;
}

export type Fields = Readonly<Record<string, Field>>;

/** What is wrong with a field. `range`: the right type with a value out of bounds. */
export type FaultKind = "missing" | "unknown" | "type" | "range";
/** Refuses the value; `at` says where inside it, as `.min` or `[2]`. */
export type Fault = (kind: FaultKind, rule: string, at?: string) => never;
/** Refuses a request for the field at a path such as `filters.duration.min`. */
export type FieldFault = (kind: FaultKind, field: string, message: string) => never;

/** Reads all fields; the first thing wrong is refused. Absent optional fields stay absent. */
export function readFields(
	fields: Fields,
	values: Readonly<Record<string, unknown>>,
	from: "query" | "body",
	refuseAt: FieldFault,
): Record<string, unknown> {
	for (const name of Object.keys(values)) {
		if (!Object.hasOwn(fields, name)) refuseAt("unknown", name, "");
	}
	const read: Record<string, unknown> = {};
	for (const [name, field] of Object.entries(fields)) {
		const value = values[name];
		if (value === undefined) {
			if (field.required === true) refuseAt("missing", name, "");
			continue;
		}
		read[name] = field.read(value, (kind, rule, at = "") => refuseAt(kind, name + at, rule), from);
	}
	return read;
}

/** The sentence for something wrong with a field. */
export function fieldMessage(kind: FaultKind, field: string, rule: string): string {
	if (kind === "missing") return `Missing required field: ${field}`;
	return kind === "unknown" ? `Unknown field: ${field}` : `${field} ${rule}`;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === "object" && value !== null && !Array.isArray(value);

export const required = (field: Field): Field => ({ ...field, required: true });

/** A text, by default any but the empty one. */
export const text = (rule?: { maxLength?: number; empty?: "allowed" }): Field => ({
	read(value, fault) {
		if (typeof value !== "string") return fault("type", "must be a string");
		if (value === "" && rule?.empty === undefined) return fault("range", "must not be empty");
		if (rule?.maxLength !== undefined && value.length > rule.maxLength)
			return fault("range", `must be at most ${rule.maxLength} characters`);
		return value;
	},
});

export const numericId: Field = {
	read: (value, fault) =>
		typeof value === "string" && /^\d{1,16}$/.test(value) ? value : fault("type", "must be a numeric string"),
};

export const oneOf = (...options: readonly string[]): Field => ({
	read: (value, fault) =>
		typeof value === "string" && options.includes(value)
			? value
			: fault("range", `must be one of: ${options.join(", ")}`),
});

export const boolean: Field = {
	read(value, fault, from) {
		if (from === "query")
			return value === "true" ? true : value === "false" ? false : fault("type", "must be true or false");
		return typeof value === "boolean" ? value : fault("type", "must be a boolean");
	},
};

const bounds = (min: number, max: number) =>
	max === Infinity ? (min === -Infinity ? "" : ` of at least ${min}`) : ` between ${min} and ${max}`;

/** A number, in text of a query string too. */
export function number({ min = -Infinity, max = Infinity, whole = false, above = -Infinity } = {}): Field {
	const rule = `must be ${whole ? "an integer" : "a number"}${above !== -Infinity ? ` above ${above}, at most ${max}` : bounds(min, max)}`;
	return {
		read(value, fault, from) {
			const parsed =
				from === "query" && typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
			if (typeof parsed !== "number" || !Number.isFinite(parsed)) return fault("type", rule);
			if (whole && !Number.isInteger(parsed)) return fault("type", rule);
			return parsed < min || parsed > max || parsed <= above ? fault("range", rule) : parsed;
		},
	};
}

export const integer = (min: number, max = Infinity): Field => number({ min, max, whole: true });

export const list = (item: Field, { min = 0, max = Infinity } = {}): Field => ({
	read(value, fault, from) {
		if (!Array.isArray(value)) return fault("type", "must be an array");
		if (value.length < min || value.length > max) return fault("range", `must hold ${min} to ${max} entries`);
		return value.map((entry: unknown, i) =>
			item.read(entry, (kind, rule, at = "") => fault(kind, rule, `[${i}]${at}`), from),
		);
	},
});

/** An object of known fields. In a query string it is one parameter holding JSON. An array is never an object. */
export const object = (fields: Fields): Field => ({
	read(value, fault, from) {
		let parsed: unknown = value;
		if (from === "query") {
			try {
				parsed = JSON.parse(String(value));
			} catch {
				return fault("type", "must be valid JSON");
			}
		}
		if (!isObject(parsed)) return fault("type", "must be an object");
		return readFields(fields, parsed, "body", (kind, field, rule) => fault(kind, rule, `.${field}`));
	},
});

export const anyObject: Field = {
	read: (value, fault) => (isObject(value) ? value : fault("type", "must be an object")),
};

export const range: Field = {
	read(value, fault, from) {
		const read = object({ min: number({ min: 0 }), max: number({ min: 0 }) }).read(
			value,
			fault,
			from === "query" ? "body" : from,
		) as {
			min?: number;
			max?: number;
		};
		if (read.min !== undefined && read.max !== undefined && read.min > read.max)
			return fault("range", "must have min at most max");
		return read;
	},
};

export const date: Field = {
	read: (value, fault) =>
		typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))
			? value
			: fault("type", "must be a date as YYYY-MM-DD"),
};
