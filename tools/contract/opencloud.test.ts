import assert from "node:assert/strict";
import { test } from "node:test";

import { suite } from "./kit.ts";

const api = suite({ size: { tracks: 10, effects: 10 } });
const details = {
	assetType: "Audio",
	displayName: "Door",
	description: "",
	creationContext: { creator: { userId: "1" } },
};

async function upload(request: unknown, content: { type?: string; bytes?: number; name?: string } = {}) {
	const form = new FormData();
	form.append("request", typeof request === "string" ? request : JSON.stringify(request));
	form.append(
		content.name ?? "fileContent",
		new Blob([Buffer.alloc(content.bytes ?? 64)], { type: content.type ?? "audio/wav" }),
		"a.wav",
	);
	const response = await fetch(`${api.contract.url}/assets/v1/assets`, {
		method: "POST",
		headers: { "x-api-key": "k" },
		body: form,
	});
	return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}
const poll = async (path: unknown) => (await api.get(`/assets/v1/${String(path)}`)).json as Record<string, unknown>;

interface Asset {
	assetId: string;
	moderationResult: { moderationState: string };
}

test("an upload is an operation that is done after a while and gives an asset", async () => {
	const { status, json } = await upload(details);
	assert.equal(status, 200);
	assert.match(json["path"] as string, /^operations\/\w+$/);
	assert.equal((await poll(json["path"]))["done"], false);
	const done = await poll(json["path"]);
	assert.equal(done["done"], true);
	const asset = done["response"] as Asset;
	assert.match(asset.assetId, /^\d+$/);
	assert.equal(asset.moderationResult.moderationState, "Approved");
});

test("moderation, failure and never finishing go by the display name", async () => {
	for (const [name, state] of [
		["Door [rejected] [polls 0]", "Rejected"],
		["Door [reviewing] [polls 0]", "Reviewing"],
	] as const) {
		const { json } = await upload({ ...details, displayName: name });
		assert.equal(((await poll(json["path"]))["response"] as Asset).moderationResult.moderationState, state);
	}
	const failing = await upload({ ...details, displayName: "Door [error] [polls 0]" });
	const failed = await poll(failing.json["path"]);
	assert.deepEqual([failed["done"], Object.keys(failed["error"] as object)], [true, ["code", "message"]]);
	const never = await upload({ ...details, displayName: "Door [never]" });
	for (let i = 0; i < 4; i++) assert.equal((await poll(never.json["path"]))["done"], false);
});

test("all four kinds of audio are taken, groups may own them", async () => {
	for (const type of ["audio/mpeg", "audio/ogg", "audio/wav", "audio/flac"]) {
		assert.equal(
			(await upload({ ...details, creationContext: { creator: { groupId: "9" }, expectedPrice: 0 } }, { type })).status,
			200,
			type,
		);
	}
});

test("bad uploads are refused with a code and a message", async () => {
	const cases: [unknown, { type?: string; bytes?: number; name?: string }, string][] = [
		["{", {}, "The part request is not valid JSON"],
		[{ ...details, assetType: "Model" }, {}, "assetType must be one of: Audio"],
		[{ ...details, displayName: "" }, {}, "displayName must not be empty"],
		[{ ...details, description: "x".repeat(1001) }, {}, "description must be at most 1000 characters"],
		[{ ...details, creationContext: { creator: {} } }, {}, "creator needs either userId or groupId"],
		[
			{ ...details, creationContext: { creator: { userId: "me" } } },
			{},
			"creationContext.creator.userId must be a numeric id",
		],
		[{ ...details, tags: [] }, {}, "Unknown field: tags"],
		[details, { type: "image/png" }, "fileContent must be one of: audio/mpeg, audio/ogg, audio/wav, audio/flac"],
		[details, { bytes: 0 }, "fileContent is empty"],
		[details, { name: "file" }, "Unknown part: file"],
	];
	for (const [request, content, message] of cases) {
		const { status, json } = await upload(request, content);
		assert.deepEqual([status, json], [400, { code: "INVALID_ARGUMENT", message }]);
	}
	assert.equal((await upload(details, { bytes: 21 * 1024 * 1024 })).status, 413);
	assert.equal((await api.post("/assets/v1/assets", details)).status, 400);
	assert.equal((await api.get("/assets/v1/operations/none")).status, 404);
	const form = new FormData();
	form.append("request", JSON.stringify(details));
	form.append("fileContent", "no file");
	const text = await fetch(`${api.contract.url}/assets/v1/assets`, {
		method: "POST",
		headers: { "x-api-key": "k" },
		body: form,
	});
	assert.deepEqual(await text.json(), { code: "INVALID_ARGUMENT", message: "The part fileContent must be a file" });
});

test("an uploaded asset is its creator's and not in the Creator Store, one of the catalog is", async () => {
	const { json } = await upload({
		...details,
		displayName: "Gate [polls 0]",
		creationContext: { creator: { userId: "77" } },
	});
	const { assetId } = (await poll(json["path"]))["response"] as Asset;
	const own = await api.get(`/assets/v1/assets/${assetId}`);
	assert.deepEqual(own.json["creationContext"], { creator: { userId: "77" } });
	assert.equal((await api.get(`/toolbox-service/v2/assets/${assetId}`)).status, 404);
	const [track] = api.contract.catalog.tracks;
	assert.equal((await api.get(`/toolbox-service/v2/assets/${track!.id}`)).status, 200);
	assert.equal((await api.get("/assets/v1/assets/5")).status, 404);
	assert.equal((await api.get("/cloud/v2/universes/77")).json["user"], "users/77");
	assert.equal((await api.get("/cloud/v2/universes/404")).status, 404);
});

test("120 uploads a minute", async () => {
	let last = 200;
	for (let i = 0; i < 121 && last === 200; i++) last = (await upload(details, { bytes: 1 })).status;
	assert.equal(last, 429);
});
