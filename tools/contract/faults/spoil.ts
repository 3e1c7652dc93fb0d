/** Ways a body can be of the right shape no longer; each leaves valid JSON. */
type Body = Record<string, unknown>;

const listNames = ["tracks", "items", "taxonomy", "playlists", "assets", "sections", "sounds"];
const isBody = (value: unknown): value is Body => typeof value === "object" && value !== null && !Array.isArray(value);

function eachRow(body: Body, change: (row: Body) => Body): Body {
	const spoiled: Body = { ...body };
	for (const name of listNames) {
		const rows = body[name];
		if (Array.isArray(rows)) spoiled[name] = rows.map(row => (isBody(row) ? change(row) : row));
	}
	return spoiled;
}

const swapped = (row: Body): Body =>
	Object.fromEntries(
		Object.entries(row).map(([name, value]) => [
			name,
			typeof value === "number"
				? `about ${value}`
				: name === "name" || name === "artist" || name === "duration"
					? 12
					: value,
		]),
	);

const spoilers: Readonly<Record<string, (body: Body) => unknown>> = {
	/** The lists are texts. */
	rows: body =>
		Object.fromEntries(Object.entries(body).map(([name, value]) => [name, Array.isArray(value) ? "none" : value])),
	/** The rows' ids are objects. */
	ids: body =>
		eachRow({ ...body, ...("asset_id" in body ? { asset_id: {} } : {}) }, row => ({
			...row,
			asset_id: { id: row["asset_id"] },
		})),
	/** Numbers are texts, and names are numbers. */
	numbers: body => eachRow(swapped(body), swapped),
	/** The meta is gone. */
	meta: ({ meta: _, ...body }) => body,
	array: body => [body],
	null: () => null,
	empty: () => ({}),
};

export const spoil = (body: unknown, how: string): unknown =>
	isBody(body) ? spoilers[how]!(body) : { unexpected: body };

const marker = "\u0000bare\u0000";

/** JSON with a bare token where loudness is (else in place of the first number): text no JSON reader takes. */
export function withBareToken(body: unknown, token: string): string {
	let hit = 0;
	const mark = (only: "loudness_lufs" | undefined) =>
		JSON.stringify(body, (name, value: unknown) => {
			const here = only === undefined ? typeof value === "number" && hit === 0 : name === only;
			if (here) hit++;
			return here ? marker : value;
		});
	let content = mark("loudness_lufs");
	if (hit === 0) content = mark(undefined);
	return content.replaceAll(JSON.stringify(marker), token);
}
