import { startContract } from "../tools/contract/index.ts";

/** How quickly the loopback APIs are up, and what their answers cost: `npx tsx bench/contract.ts`. */
const headers = { "x-api-key": "bench", "content-type": "application/json" };
const round = (ms: number) => `${ms.toFixed(1)} ms`;

async function timed(work: () => Promise<unknown>): Promise<number> {
	const start = performance.now();
	await work();
	return performance.now() - start;
}

let contract = await startContract();
await contract.close();
const start = await timed(async () => {
	contract = await startContract();
});

const { "content-type": _, ...getHeaders } = headers;
const drain = async (answer: Promise<Response>) => (await answer).arrayBuffer();
const asks: Record<string, () => Promise<unknown>> = {
	search: () =>
		drain(
			fetch(`${contract.url}/developer/v1/search`, {
				method: "POST",
				headers,
				body: JSON.stringify({ query: "dark cinematic boss tension" }),
			}),
		),
	similar: () => drain(fetch(`${contract.url}/developer/v1/similar?asset_id=123456789`, { headers: getHeaders })),
	sfxSearch: () =>
		drain(
			fetch(`${contract.url}/developer/v1/sfx/search`, {
				method: "POST",
				headers,
				body: JSON.stringify({ query: "footsteps on gravel" }),
			}),
		),
	sfxSimilar: () =>
		drain(fetch(`${contract.url}/developer/v1/sfx/similar?asset_id=9120386436`, { headers: getHeaders })),
};

process.stdout.write(`start        ${round(start)}\n`);
for (const [name, ask] of Object.entries(asks)) {
	const first = await timed(ask);
	const times: number[] = [];
	for (let i = 0; i < 30; i++) times.push(await timed(ask));
	const median = times.sort((a, b) => a - b)[15]!;
	process.stdout.write(`${name.padEnd(12)} first ${round(first)}, then ${round(median)}\n`);
}
await contract.close();
