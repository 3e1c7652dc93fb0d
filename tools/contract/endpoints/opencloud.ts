import { hash } from "../catalog/random.ts";
import { type Answer, json, refuse } from "../http/answer.ts";
import { dialects } from "../http/dialects.ts";
import type { Call, Endpoint } from "../http/endpoint.ts";
import {
	anyObject,
	type Field,
	fieldMessage,
	type Fields,
	integer,
	object,
	oneOf,
	readFields,
	required,
	text,
} from "../http/fields.ts";
import { numberOf, triggersOf } from "./triggers.ts";

const audioTypes = ["audio/mpeg", "audio/ogg", "audio/wav", "audio/flac"];
const megabyte = 1024 * 1024;

const bad = (message: string): never => refuse(json({ code: "INVALID_ARGUMENT", message }, 400));

const id: Field = {
	read: (value, fault) =>
		/^\d{1,19}$/.test(String(value)) && (typeof value === "string" || typeof value === "number")
			? String(value)
			: fault("type", "must be a numeric id"),
};

const requestFields: Fields = {
	assetType: required(oneOf("Audio")),
	displayName: required(text({ maxLength: 50 })),
	description: required(text({ maxLength: 1000, empty: "allowed" })),
	creationContext: required(
		object({
			creator: required(object({ userId: id, groupId: id })),
			expectedPrice: integer(0),
			assetPrivacy: text(),
		}),
	),
	assetPrivacy: text(),
};

function tooMany(call: Call, bucket: string, perMinute: number): Answer | undefined {
	const wait = call.world.limiter.take(`${bucket} ${call.key}`, perMinute);
	if (wait === 0) return undefined;
	return json({ code: "RESOURCE_EXHAUSTED", message: "Too many requests" }, 429, { "retry-after": String(wait) });
}

const formOf = ({ headers, raw }: Call): Promise<FormData> =>
	new Response(raw, { headers: { "content-type": headers["content-type"] ?? "" } })
		.formData()
		.catch(() => bad("The body must be multipart/form-data"));

async function upload(call: Call): Promise<Answer> {
	const limited = tooMany(call, "upload", 120);
	if (limited !== undefined) return limited;
	const form = await formOf(call);
	const unknown = [...form.keys()].find(name => name !== "request" && name !== "fileContent");
	if (unknown !== undefined) bad(`Unknown part: ${unknown}`);
	const request = form.get("request") ?? bad("The part request is missing");
	const content = form.get("fileContent") ?? bad("The part fileContent is missing");
	if (typeof content === "string") return bad("The part fileContent must be a file");
	let parsed: unknown;
	try {
		parsed = JSON.parse(typeof request === "string" ? request : await request.text());
	} catch {
		bad("The part request is not valid JSON");
	}
	const body = readFields(
		requestFields,
		anyObject.read(parsed, () => bad("The part request must be an object"), "body") as Record<string, unknown>,
		"body",
		(kind, field, rule) => dialects.opencloud.field(kind, field, fieldMessage(kind, field, rule)),
	);
	const { creator } = body["creationContext"] as { creator: { userId?: string; groupId?: string } };
	if ((creator.userId === undefined) === (creator.groupId === undefined)) bad("creator needs either userId or groupId");
	if (!audioTypes.includes(content.type)) bad(`fileContent must be one of: ${audioTypes.join(", ")}`);
	if (content.size === 0) bad("fileContent is empty");

	const triggers = triggersOf(body["displayName"] as string);
	const polls = triggers.has("never") ? Infinity : numberOf(triggers, "polls", 1);
	const task = call.world.tasks.add("operation", polls, { ...body, triggers });
	return json({ path: `operations/${task.id}`, operationId: task.id, done: false });
}

export const assetUpload: Endpoint = {
	name: "assetUpload",
	methods: ["POST"],
	path: "/assets/v1/assets",
	api: "opencloud",
	body: "raw",
	maxBody: 20 * megabyte + 64 * 1024,
	answer: upload,
};

export const assetOperation: Endpoint = {
	name: "assetOperation",
	methods: ["GET"],
	path: /^\/assets\/v1\/operations\/([^/]+)$/,
	api: "opencloud",
	answer(call) {
		const limited = tooMany(call, "operation", 300);
		if (limited !== undefined) return limited;
		const operationId = call.match[0]!;
		const task = call.world.tasks.get("operation", operationId);
		if (task === undefined) return json({ code: "NOT_FOUND", message: "The operation was not found" }, 404);
		task.polls++;
		const path = `operations/${operationId}`;
		if (task.polls <= task.readyAfter) return json({ path, operationId, done: false });
		const triggers = task.work["triggers"] as ReadonlyMap<string, string>;
		if (triggers.has("error")) {
			return json({
				path,
				operationId,
				done: true,
				error: { code: "INTERNAL", message: "The asset could not be processed" },
			});
		}
		const assetId = String(100_000_000_000_000 + hash(operationId));
		const moderationState = triggers.has("rejected")
			? "Rejected"
			: triggers.has("reviewing")
				? "Reviewing"
				: "Approved";
		const asset = {
			"@type": "type.googleapis.com/roblox.open_cloud.assets.v1.Asset",
			path: `assets/${assetId}`,
			assetId,
			assetType: "Audio",
			displayName: task.work["displayName"],
			description: task.work["description"],
			creationContext: task.work["creationContext"],
			moderationResult: { moderationState },
			revisionId: "1",
			revisionCreateTime: new Date().toISOString(),
			state: "Active",
		};
		call.world.uploads.set(assetId, asset);
		return json({ path, operationId, done: true, response: asset });
	},
};
