/** Every sentence of `audioscape doctor` that is no finding. */
export const messages = {
	usage: (got: string) => `doctor takes one place, got "${got}" as well`,
	silent: (stops: number, warnings: number) =>
		`${stops} finding${stops === 1 ? "" : "s"} would keep it silent${warnings > 0 ? `, ${warnings} more worth knowing` : ""}`,
	sounds: (warnings: number) =>
		warnings > 0 ? `nothing would keep it silent; ${warnings} worth knowing` : "nothing would keep it silent",
} as const;
