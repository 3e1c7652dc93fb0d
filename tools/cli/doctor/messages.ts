/** Every sentence of `audioscape doctor` that is no finding. */
export const messages = {
	usage: (got: string) => `doctor takes one place, got "${got}" as well`,
	notLooked: "not looked at: a place (name one: a Rojo project, .rbxl or .rbxlx)",
	nothingSeen: "nothing was looked at, so nothing is known",
	silent: (stops: number, warnings: number) =>
		`${stops} finding${stops === 1 ? "" : "s"} would keep it silent${warnings > 0 ? `, ${warnings} more worth knowing` : ""}`,
	sounds: (warnings: number, isWhole: boolean) => {
		const all = isWhole ? "nothing would keep it silent" : "nothing of what was looked at would keep it silent";
		return warnings > 0 ? `${all}; ${warnings} worth knowing` : all;
	},
} as const;
