/** One world to run; main.luau reads it. */
export interface Scenario {
	readonly kind: "day" | "storm";
	readonly name: string;
	readonly servers: number;
	readonly seed: number;
	/** What the servers share: nothing, a DataStore, and a manifest with what every server asks first. */
	readonly setup: Setup;
	readonly shared: boolean;
	readonly manifest: boolean;
	/** Whether the store knows what the servers before the update asked. */
	readonly warm?: boolean;
	readonly outage?: { readonly from: number; readonly to: number };
}

export type Setup = "memory" | "manifest" | "shared" | "shared + manifest";
const SETUPS: readonly Setup[] = ["memory", "manifest", "shared", "shared + manifest"];

const HOUR = 3600;
/** The API is down from three to four in the afternoon. */
const OUTAGE = { from: 15 * HOUR, to: 16 * HOUR };

const of = (setup: Setup) => ({
	setup,
	shared: setup.startsWith("shared"),
	manifest: setup.endsWith("manifest"),
});

/** All servers of a game restart within a minute. */
export function storms(servers: number, seed: number): Scenario[] {
	const storm = (setup: Setup, warm = false): Scenario => ({
		kind: "storm",
		name: `storm, ${setup}${warm ? ", warm" : ""}`,
		servers,
		seed,
		...of(setup),
		...(warm ? { warm } : {}),
	});
	return [...SETUPS.map(setup => storm(setup)), storm("shared", true)];
}

/** So many servers start over a day, two hours each on average, and the API is down for an hour. */
export function days(servers: number, seed: number): Scenario[] {
	return SETUPS.map(setup => ({
		kind: "day",
		name: `day, ${setup}`,
		servers,
		seed,
		...of(setup),
		outage: OUTAGE,
	}));
}
