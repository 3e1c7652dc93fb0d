import { many, noun } from "../report/text.ts";

interface Reckoned {
	boot: number;
	hourly: number;
	/** Of virtual time. */
	minutes: number;
	errors: number;
}
interface Playable {
	open: number;
	own: number;
	universe: string;
}

/** The sentences of `audioscape doctor` that are put together. */
export const messages = {
	usage: (got: string) => `doctor takes one place, got "${got}" as well`,
	badUniverse: (got: string) => `--universe takes the id of an experience, got "${got}"`,
	noPlace: "a place",
	noPlaceRemedy: "name one: a Rojo project, .rbxl or .rbxlx",
	keyUnseen: (assets: number) =>
		assets === 0
			? "whether the API key works"
			: `whether the API key works, and the health of ${many(assets, "asset")}`,
	keyRemedy: "pass --key K or set AUDIOSCAPE_API_KEY",

	contents: (instances: number, parts: number, largest: readonly string[], scripts: number, kilobytes: number) => {
		const sizes = largest.length === 0 ? "" : ` (the largest: ${largest.join(", ")})`;
		return `${many(instances, "Instance")}: ${many(parts, "part")}${sizes}, ${many(scripts, "script")} of ${kilobytes} KB together`;
	},

	requests: ({ boot, hourly, minutes, errors }: Reckoned) => {
		const sent = `about ${many(boot, "request")} in a server's first minute, then ${hourly} an hour`;
		const how = `counted in ${minutes} virtual minutes with one player standing still, against the loopback API`;
		const less =
			errors === 0 ? "" : `; ${many(errors, "error")} ${noun(errors, "was", "were")} raised there, so it may be more`;
		return `${sent} (${how}${less})`;
	},
	requestsUnseen: (why: string) => `how many requests a server sends (${why})`,
	tooSlow: "the place runs too slowly here",
	playRemedy: "play it with audioscape play, which counts them too",

	asset: (id: string, where: readonly string[]) =>
		`asset ${id} (played by ${where[0]}${where.length === 1 ? "" : ` and ${where.length - 1} more`})`,
	grantsUnseen: (assets: number) =>
		`whether the experience may play ${assets === 1 ? "its asset" : `its ${assets} assets`}`,
	grantsRefused: (assets: number, why: string) => `${messages.grantsUnseen(assets)} (${why})`,
	cloudRemedy:
		"pass --universe ID and --cloud-key K (or set ROBLOX_API_KEY): an Open Cloud key with the scopes asset:read and creator-store-product:read",
	noUniverse: (universe: string) => `there is no experience ${universe}: take its id from the Creator Dashboard`,
	playable: ({ open, own, universe }: Playable) =>
		`experience ${universe} may play ${many(open + own, "asset")}: ${open} from the Creator Store, ${own} its owner's`,
	rejected: (asset: string) => `${asset} was rejected by moderation`,
	reviewing: (asset: string) => `${asset} is still being reviewed, and silent until that is over`,
	foreign: (asset: string, owner: string | undefined, universe: string) => {
		const whose = owner === undefined ? "not the owner's" : `owned by ${owner.replace("s/", " ")}`;
		return `${asset} is ${whose} and not in the Creator Store: without a grant to experience ${universe} it is silent ("User is not authorized to access Asset")`;
	},
	grantRemedy: (universe: string) =>
		`have its owner grant it to experience ${universe} (Creator Dashboard, the asset, Permissions); Open Cloud does not say whether that was done`,
	chooseAnother: "choose another asset",
	waitForReview: "wait for the review",

	nothingSeen: "nothing was looked at, so nothing is known",
	silent: (stops: number, warnings: number) =>
		`${many(stops, "finding")} would keep it silent${warnings > 0 ? `, ${warnings} more worth knowing` : ""}`,
	sounds: (warnings: number, isWhole: boolean) => {
		const all = isWhole ? "nothing would keep it silent" : "nothing that was looked at would keep it silent";
		return warnings > 0 ? `${all}; ${warnings} worth knowing` : all;
	},
} as const;
