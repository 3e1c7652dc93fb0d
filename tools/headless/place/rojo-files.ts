/** How Rojo turns a file name into an Instance. */
export interface ScriptKind {
	className: "ModuleScript" | "Script" | "LocalScript";
	/** Set where a Script says where it runs. */
	runContext?: "Server" | "Client";
	name: string;
}

const SCRIPT_FILE = /^(.*?)(?:\.(server|client|plugin))?\.(luau|lua)$/;

/** The script a file name stands for, or undefined for other files. */
export function scriptKind(fileName: string, legacyScripts: boolean): ScriptKind | undefined {
	const match = SCRIPT_FILE.exec(fileName);
	if (match === null) return undefined;
	const [, name, side] = match;
	if (side === "server")
		return { className: "Script", name: name!, ...(legacyScripts ? {} : { runContext: "Server" as const }) };
	if (side === "client")
		return legacyScripts
			? { className: "LocalScript", name: name! }
			: { className: "Script", name: name!, runContext: "Client" };
	return { className: "ModuleScript", name: name! };
}

/** Luau source of a value from JSON or TOML: what Rojo makes of data files. */
export function luauLiteral(value: unknown): string {
	if (typeof value === "string") return JSON.stringify(value).replace(/\\u([0-9a-f]{4})/gi, "\\u{$1}");
	if (typeof value === "number" || typeof value === "boolean") return String(value);
	if (Array.isArray(value)) return `{${value.map(luauLiteral).join(", ")}}`;
	if (typeof value === "object" && value !== null) {
		return `{${Object.entries(value)
			.map(([key, held]) => `[${luauLiteral(key)}] = ${luauLiteral(held)}`)
			.join(", ")}}`;
	}
	return "nil";
}
