/** Every sentence of `audioscape doctor` that is no finding. */
export const messages = {
	usage: (got: string) => `doctor takes one place, got "${got}" as well`,
	binary: (file: string) =>
		`${file} is binary, which cannot be read here: in Studio save it as .rbxlx (File, Save to File As) or a model as .rbxmx, ` +
		"or give the Rojo project that builds it",
	missing: (file: string) => `${file} does not exist`,
	silent: (stops: number, warnings: number) =>
		`${stops} finding${stops === 1 ? "" : "s"} would keep it silent${warnings > 0 ? `, ${warnings} more worth knowing` : ""}`,
	sounds: (warnings: number) =>
		warnings > 0 ? `nothing would keep it silent; ${warnings} worth knowing` : "nothing would keep it silent",
} as const;
