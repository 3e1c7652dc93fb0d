import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, beforeEach, describe, it, mock } from "node:test";

import { type Contract, startContract } from "../../contract/index.ts";
import { main } from "../main.ts";
import { formatOf } from "./clip.ts";
import { slugOf } from "./files.ts";
import { readTask } from "./fine-voice.ts";
import { createJumpingClock, run } from "./scene.ts";
import { retryAfterOf } from "./send.ts";
import { formOf } from "./upload.ts";

let contract: Contract;
let clock = createJumpingClock();

/** The specs of a file share a process with those of others, so hooks belong to the suites. */
const withContract = (): void => {
	before(async () => {
		contract = await startContract({ size: { tracks: 1, effects: 1 }, now: () => clock.now() });
	});
	after(() => contract.close());
	beforeEach(() => {
		// The API's minute goes on from where it was.
		const from = clock.now() + 60;
		const next = createJumpingClock();
		void next.sleep(from);
		next.naps.length = 0;
		clock = next;
		contract.setFaults([]);
		contract.requests.length = 0;
	});
};

const asked = (): (string | undefined)[] => contract.requests.map(request => request.endpoint);
const fine = (prompt: string, more: object = {}) =>
	run({ provider: "finevoice", prompt, baseUrl: contract.url, ...more }, clock);
const sense = (prompt: string, more: object = {}) =>
	run({ provider: "senseaudio", prompt, baseUrl: contract.url, ...more }, clock);
const cloud = (key = "cloud-key") => ({ baseUrl: contract.url, key, creator: { userId: "42" } });

describe("generate with FineVoice", () => {
	withContract();

	it("follows the task every 2.5 s and saves the file with a sidecar", async () => {
		const { complete, said, files, sidecar, clock } = await fine("A door, slammed!", {
			duration: 2,
			negative: "music",
		});
		assert.equal(complete, true);
		assert.deepEqual(asked(), ["finevoiceGenerate", "finevoiceTask", "finevoiceTask", "finevoiceTask", "file"]);
		assert.deepEqual(clock.naps, [2.5, 2.5, 2.5]);
		assert.deepEqual(contract.requests[0]!.body, {
			prompt: "A door, slammed!",
			negative_prompt: "music",
			duration: 2,
			useAsync: true,
		});
		assert.deepEqual(files, ["a-door-slammed-1.json", "a-door-slammed-1.mp3"]);
		assert.match(said[0]!, /^saved .*a-door-slammed-1\.mp3$/);
		const { taskId, ...rest } = sidecar("a-door-slammed-1.json");
		assert.match(taskId!, /^\w+$/);
		assert.deepEqual(rest, { prompt: "A door, slammed!", provider: "finevoice", negative: "music", duration: 2 });
	});

	it("makes n variants, each under a name of its own, and overwrites nothing", async () => {
		const first = await fine("rain [wav] [polls 0]", { n: 3 });
		assert.deepEqual(
			first.files.filter(name => name.endsWith(".wav")),
			["rain-wav-polls-0-1.wav", "rain-wav-polls-0-2.wav", "rain-wav-polls-0-3.wav"],
		);
		const before = readFileSync(path.join(first.directory, "rain-wav-polls-0-1.wav"));
		const again = await run(
			{ provider: "finevoice", prompt: "rain [wav] [polls 0]", baseUrl: contract.url },
			clock,
			first.directory,
		);
		assert.ok(again.files.includes("rain-wav-polls-0-4.wav"));
		assert.deepEqual(readFileSync(path.join(first.directory, "rain-wav-polls-0-1.wav")), before);
	});

	it("says the task id when time runs out, and fetches that task later", async () => {
		const late = await fine("slow [polls 100]");
		assert.equal(late.complete, false);
		assert.deepEqual(late.files, ["slow-polls-100-1.json"]);
		const [, id] = /^task (\w+) was not done within 180 s; .*--task (\w+)/.exec(late.complaints[0]!)!;
		assert.ok(late.clock.naps.reduce((sum, nap) => sum + nap, 0) <= 180);
		for (let i = 0; i < 40; i++)
			await fetch(`${contract.url}/v1/task/${id}`, { headers: { authorization: "Bearer k" } });
		const fetched = await fine(`task ${id}`, { task: id });
		assert.equal(fetched.complete, true, fetched.complaints.join());
		assert.deepEqual(fetched.files, [`task-${id}-1.json`, `task-${id}-1.mp3`]);
		assert.equal(asked().filter(name => name === "finevoiceGenerate").length, 1);
	});

	it("writes a task down as soon as it has a name, and the next run goes on with it instead of paying again", async () => {
		const late = await fine("slow [polls 80]", { deadline: 30 });
		const { taskId, unfinished } = late.sidecar("slow-polls-80-1.json");
		assert.ok(taskId !== undefined && unfinished === true);
		const again = await run(
			{ provider: "finevoice", prompt: "slow [polls 80]", baseUrl: contract.url, deadline: 300 },
			clock,
			late.directory,
		);
		assert.equal(again.complete, true, again.complaints.join());
		assert.match(again.said[0]!, new RegExp(`^task ${taskId} was started by an earlier run`));
		assert.deepEqual(again.files, ["slow-polls-80-1.json", "slow-polls-80-1.mp3"]);
		assert.deepEqual(
			[again.sidecar("slow-polls-80-1.json").taskId, again.sidecar("slow-polls-80-1.json").unfinished],
			[taskId, undefined],
		);
		assert.equal(asked().filter(name => name === "finevoiceGenerate").length, 1);
	});

	it("keeps no name for a task that the service itself gave up", async () => {
		const failed = await fine("x [error] [async]");
		assert.equal(failed.complete, false);
		assert.deepEqual(failed.files, []);
	});

	it("goes on with an upload of before instead of making and sending the sound again", async () => {
		contract.setFaults([{ endpoint: "assetOperation", kind: "503" }]);
		const { directory } = await fine("bell [polls 0]", { upload: cloud(), deadline: 5 });
		contract.setFaults([]);
		const again = await run(
			{ provider: "finevoice", prompt: "bell [polls 0]", baseUrl: contract.url, upload: cloud() },
			clock,
			directory,
		);
		assert.equal(again.complete, true, again.complaints.join());
		const { assetId, unfinished } = again.sidecar("bell-polls-0-1.json");
		assert.ok(assetId !== undefined && unfinished === undefined);
		assert.equal(asked().filter(name => name === "assetUpload").length, 1);
		assert.equal(asked().filter(name => name === "finevoiceGenerate").length, 1);
	});

	it("never sends its key to the host of the file", async () => {
		await fine("x [polls 0]");
		const { headers } = contract.requests.find(request => request.endpoint === "file")!;
		assert.equal(headers["authorization"], undefined);
	});

	it("asks again for a look that failed, not for a sound that may have been made", async () => {
		contract.setFaults([{ endpoint: "finevoiceTask", kind: "500", count: 2 }]);
		assert.equal((await fine("x [polls 0]")).complete, true);
		contract.setFaults([{ endpoint: "finevoiceGenerate", kind: "500" }]);
		contract.requests.length = 0;
		const { complete, complaints } = await fine("x");
		assert.deepEqual([complete, asked()], [false, ["finevoiceGenerate"]]);
		assert.match(complaints[0]!, /^FineVoice refused: Internal Server Error \(500\)$/);
	});

	it("waits as long as Retry-After says, in seconds or as a date", async () => {
		contract.setFaults([{ endpoint: "finevoiceGenerate", kind: "429-retry-after", value: 7, count: 1 }]);
		const { complete, clock } = await fine("x [polls 0]");
		assert.equal(complete, true);
		assert.ok(clock.naps[0]! >= 7 && clock.naps[0]! < 8, String(clock.naps[0]));
		assert.equal(retryAfterOf("Wed, 21 Oct 2026 07:28:10 GMT", Date.parse("2026-10-21T07:28:00Z")), 10);
		assert.equal(retryAfterOf("soon", 0), undefined);
	});

	it("keeps what was made when another variant fails", async () => {
		contract.setFaults([{ endpoint: "finevoiceGenerate", kind: "status", value: 422, after: 1, count: 1 }]);
		const { complete, files, complaints } = await fine("x [polls 0]", { n: 3 });
		assert.equal(complete, false);
		assert.equal(files.filter(name => name.endsWith(".mp3")).length, 2);
		assert.equal(complaints.length, 1);
	});

	it("reads an error inside HTTP 200, and both forms of a task", async () => {
		const { complaints } = await fine("x [error] [polls 0]");
		assert.match(complaints[0]!, /^FineVoice could not make it: GENERATION_FAILED: /);
		const task = (body: object) => readTask({ json: () => body as Record<string, unknown> });
		assert.deepEqual(task({ task_id: "t", status: "processing", url: null, error: null }), { taskId: "t" });
		assert.deepEqual(task({ task_id: "t", status: "completed", url: "u", error: null }), { url: "u", taskId: "t" });
		assert.deepEqual(task({ taskId: 7, status: 202 }), { taskId: "7" });
		assert.throws(() => task({ task_id: "t", status: "failed", error: "no such luck" }), /no such luck/);
		assert.throws(() => task({ status: 200 }), /names no file/);
		assert.throws(() => task({ status: 202 }), /names no task/);
	});

	it("finds a task on the older path", async () => {
		contract.setFaults([{ endpoint: "/v1/task/older", kind: "status", value: 404 }]);
		const started = await fetch(`${contract.url}/v1/audio/sfx-generation`, {
			method: "POST",
			headers: { authorization: "Bearer k", "content-type": "application/json" },
			body: JSON.stringify({ prompt: "x [polls 0]", useAsync: true }),
		});
		const { taskId } = (await started.json()) as { taskId: string };
		contract.setFaults([{ endpoint: `/v1/task/${taskId}`, kind: "status", value: 404 }]);
		assert.equal((await fine("old", { task: taskId })).complete, true);
	});

	it("never shows a key, even where the service echoes it", async () => {
		const value = { status: 400, body: { error: { code: "BAD", message: "provider-key is odd" } } };
		contract.setFaults([{ endpoint: "finevoiceGenerate", kind: "status", value }]);
		assert.deepEqual((await fine("x")).complaints, ["FineVoice refused: BAD: [key] is odd (400)"]);
	});

	it("tells a bad key", async () => {
		const { complaints } = await fine("x", { key: "expired" });
		assert.match(complaints[0]!, /^FineVoice refused: .*\(401\)$/);
	});
});

describe("generate with SenseAudio", () => {
	withContract();

	it("saves one clip as it comes, wav or flac by its content type", async () => {
		assert.deepEqual((await sense("bang")).files, ["bang-1.json", "bang-1.wav"]);
		const odd = await sense("bang", { seed: 7, cfg: 6 });
		assert.deepEqual(odd.files, ["bang-1.flac", "bang-1.json"]);
		assert.deepEqual(odd.sidecar("bang-1.json"), { prompt: "bang", provider: "senseaudio", cfg: 6, seed: 7 });
		assert.equal(formatOf("x", "application/octet-stream", Buffer.from("fLaC....")), "flac");
		assert.throws(() => formatOf("x", "text/html", Buffer.from("<html>")), /sent no audio/);
	});

	it("asks for up to four at once, and for more in several requests with seeds of their own", async () => {
		const { files, sidecar } = await sense("bang [seconds 0.1]", { n: 6, seed: 10 });
		const sizes = contract.requests.map(request => (request.body as { args: { n: number; seed: number } }).args);
		assert.deepEqual(
			sizes.map(({ n, seed }) => [n, seed]),
			[
				[4, 10],
				[2, 14],
			],
		);
		assert.equal(files.length, 12);
		const known = files.filter(name => name.endsWith(".json")).map(name => sidecar(name));
		assert.deepEqual(known.map(({ seed, variant }) => `${seed}/${variant}`).sort(), [
			"10/1",
			"10/2",
			"10/3",
			"10/4",
			"14/1",
			"14/2",
		]);
	});

	it("waits its turn at ten requests a minute", async () => {
		for (let i = 0; i < 10; i++) await sense("x [seconds 0.01]");
		const { complete, clock } = await sense("x [seconds 0.01]");
		assert.equal(complete, true);
		assert.ok(clock.naps.at(-1)! > 30, String(clock.naps));
	});

	it("backs off while the queue is full, and gives up with the service's own words", async () => {
		const { complete, complaints, clock } = await sense("x [queue-full]");
		assert.equal(complete, false);
		assert.match(complaints[0]!, /^SenseAudio refused: QUEUE_FULL: .* \(503\)$/);
		assert.deepEqual(clock.naps, [0.5, 1, 2, 4, 8]);
	});
});

describe("generate with --upload", () => {
	withContract();

	it("uploads what is on disk, follows the operation, prints and notes the asset id", async () => {
		const { complete, said, sidecar } = await sense("bang", { upload: cloud() });
		assert.equal(complete, true);
		assert.match(said[1]!, /^uploaded .*bang-1\.wav: rbxassetid:\/\/\d+ \(Approved\)$/);
		assert.match(said[2]!, /give your experience permission/);
		const { assetId, moderation, operation } = sidecar("bang-1.json");
		assert.ok(said[1]!.includes(`rbxassetid://${assetId} `));
		assert.deepEqual([moderation, operation], ["Approved", undefined]);
	});

	it("says who will own the asset and what kind of file it is", async () => {
		const clip = { bytes: Buffer.from("x"), format: "mp3" } as const;
		const saved = { stem: "a/b", file: "a/b.mp3", clip, sidecar: { prompt: "bang", provider: "finevoice" } };
		const form = formOf(saved, { groupId: "5" });
		assert.deepEqual(JSON.parse(form.get("request") as string), {
			assetType: "Audio",
			displayName: "bang",
			description: "bang",
			creationContext: { creator: { groupId: "5" } },
		});
		const { type, name } = form.get("fileContent") as File;
		assert.deepEqual([type, name], ["audio/mpeg", "b.mp3"]);
	});

	it("sends names and descriptions that Roblox takes, whatever the prompt", async () => {
		const long = await sense(`${"a very long prompt ".repeat(80)}[seconds 0.1]`, { upload: cloud() });
		assert.equal(long.complete, true, long.complaints.join());
		assert.ok(long.files.every(name => name.length <= 50));
		assert.equal(slugOf("Дверь — ÉCLAIR 门!"), "дверь-eclair-门");
		assert.equal(slugOf("!!"), "sound");
	});

	it("fails for what moderation rejects, says what is under review", async () => {
		const rejected = await sense("x [rejected]", { upload: cloud() });
		assert.deepEqual([rejected.complete, rejected.sidecar("x-rejected-1.json").moderation], [false, "Rejected"]);
		assert.match(rejected.complaints[0]!, /moderation rejected asset \d+/);
		const reviewing = await sense("x [reviewing]", { upload: cloud() });
		assert.equal(reviewing.complete, true);
		assert.match(reviewing.said[1]!, /\(Reviewing\)$/);
	});

	it("loses nothing: the sound is on disk before it is uploaded, the operation noted before it is followed", async () => {
		contract.setFaults([{ endpoint: "assetUpload", kind: "500" }]);
		const refused = await sense("bang", { upload: cloud() });
		assert.equal(refused.complete, false);
		assert.deepEqual(refused.files, ["bang-1.json", "bang-1.wav"]);
		assert.match(refused.complaints.at(-1)!, /bang-1\.wav is kept on disk/);
		assert.equal(asked().filter(name => name === "assetUpload").length, 1);
		contract.setFaults([]);
		const never = await sense("x [never]", { upload: cloud() });
		const { operation } = never.sidecar("x-never-1.json");
		assert.match(never.complaints[0]!, new RegExp(`operation ${operation} was not done within 180 s`));
		const failed = await sense("x [error]", { upload: cloud() });
		assert.match(failed.complaints[0]!, /could not process the upload: INTERNAL: /);
	});

	it("waits when Open Cloud says that there were too many", async () => {
		contract.setFaults([{ endpoint: "assetUpload", kind: "429-retry-after", value: 20, count: 1 }]);
		const { complete, clock } = await sense("bang", { upload: cloud() });
		assert.equal(complete, true);
		assert.ok(clock.naps[0]! >= 20);
	});
});

describe("audioscape generate", () => {
	withContract();

	async function command(...argv: string[]): Promise<{ status: number; stdout: string; stderr: string }> {
		const said = { log: "", error: "" };
		for (const name of ["log", "error"] as const)
			mock.method(console, name, (text: string) => (said[name] += `${text}\n`));
		try {
			return { status: await main(["generate", ...argv]), stdout: said.log, stderr: said.error };
		} finally {
			mock.restoreAll();
		}
	}
	const key = ["--key", "k"];

	it("goes from a prompt to a file", async () => {
		const { directory } = await fine("x [polls 0]");
		const { status, stdout } = await command(
			...["a bell [seconds 0.1]", "--provider", "senseaudio", "--api", contract.url, "--out", directory, ...key],
		);
		assert.equal(status, 0);
		assert.match(stdout, /^generating: 0 of 1 done\nsaved .*a-bell-seconds-0-1-1\.wav\ngenerating: 1 of 1 done\n$/);
	});

	for (const [argv, expected] of [
		[["--provider", "finevoice", ...key], /takes one prompt/],
		[["a", "b", "--provider", "finevoice", ...key], /takes one prompt/],
		[["a", ...key], /--provider is needed: finevoice or senseaudio/],
		[["a", "--provider", "fine"], /--provider takes one of finevoice, senseaudio, got "fine"/],
		[["a", "--provider", "senseaudio", ...key], /SenseAudio publishes no address: pass --api URL/],
		[["a", "--provider", "finevoice", "--seed", "3", ...key], /--seed is for senseaudio only/],
		[["a", "--provider", "senseaudio", "--duration", "3", ...key], /--duration is for finevoice only/],
		[["a", "--provider", "finevoice", "--duration", "31", ...key], /--duration takes a number from 0.1 to 30/],
		[["a", "--provider", "finevoice", "-n", "1.5", ...key], /--n takes a whole number, got "1.5"/],
		[["a", "--provider", "finevoice", "--upload", ...key], /--upload needs --creator user:ID or group:ID/],
		[
			["a", "--provider", "finevoice", "--upload", "--creator", "me", ...key],
			/--creator takes user:ID or group:ID, got "me"/,
		],
		[["a", "--provider", "finevoice", "--api", "there", ...key], /--api takes an http\(s\) address/],
		[["a", "--provder", "finevoice"], /unknown flag --provder; did you mean --provider\?/],
	] as const) {
		it(`refuses wrong use: generate ${argv.join(" ")}`, async () => {
			const { status, stderr } = await command(...argv);
			assert.equal(status, 2);
			assert.match(stderr, expected);
		});
	}

	it("names the variable that a key may come from", async t => {
		const kept = { ...process.env };
		for (const name of ["FINEVOICE_API_KEY", "ROBLOX_API_KEY"]) delete process.env[name];
		t.after(() => Object.assign(process.env, kept));
		assert.match((await command("a", "--provider", "finevoice")).stderr, /--key K or FINEVOICE_API_KEY/);
		const upload = ["--upload", "--creator", "group:5"];
		const { stderr } = await command("a", "--provider", "finevoice", ...key, ...upload);
		assert.match(stderr, /--upload-key K or ROBLOX_API_KEY/);
	});
});
