import { compile } from "../scripts/compile.ts";
import { startContract } from "../tools/contract/index.ts";
import { runHeadless } from "../tools/headless/run/run-headless.ts";

/**
 * What checking an answer costs beside decoding it, in one run of one VM: a page of 100 tracks, decoded only and decoded
 * and read. Both sides are Luau in the headless VM; the engine's own JSONDecode is native.
 */
const script = (rounds: number, work: string): string => `
local HttpService = game:GetService("HttpService")
local lib = game:GetService("ServerScriptService").AudioScape.lib
local endpoints = require(lib.server.catalog.endpoints).endpoints
local read = require(lib.server.catalog.endpoints).endpoints.search.read
local body = HttpService:RequestAsync({
	Url = "https://api.audioscape.ai/developer/v1/search", Method = "POST",
	Headers = { ["x-api-key"] = "key", ["Content-Type"] = "application/json" },
	Body = HttpService:JSONEncode({ query = "calm", limit = 100 }),
}).Body
for _ = 1, ${rounds} do
	${work}
end
`;

if ((await compile("model")) === "failed") process.exit(1);
const contract = await startContract({ port: 0, quiet: true });
const ROUNDS = 150;
const TRIES = 3;
const DECODE = "HttpService:JSONDecode(body)";
const READ = "read(HttpService:JSONDecode(body), { dropped = 0 })";

/** Fastest of some runs, in milliseconds. */
async function fastest(rounds: number, work: string): Promise<number> {
	let best = Infinity;
	for (let i = 0; i < TRIES; i++) {
		const { wallMs, errors, output } = await runHeadless({
			api: contract.url,
			seconds: 1,
			latency: 0.1,
			scriptTimeout: 120,
			serverScripts: [{ name: "Bench", source: script(rounds, work) }],
		});
		if (errors > 0) throw new Error(output.join("\n"));
		best = Math.min(best, wallMs);
	}
	return best;
}

const idle = await fastest(0, DECODE);
const decode = ((await fastest(ROUNDS, DECODE)) - idle) / ROUNDS;
const both = ((await fastest(ROUNDS, READ)) - idle) / ROUNDS;
console.log(`a page of 100 tracks: decode ${decode.toFixed(2)} ms, check ${(both - decode).toFixed(2)} ms`);
console.log(`check / decode: ${((both - decode) / decode).toFixed(2)} (at most 0.5)`);
await contract.close();
