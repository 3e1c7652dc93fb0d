import path from "node:path";

import { MEDIA_TYPES } from "./clip.ts";
import type { Clock } from "./clock.ts";
import { Failure } from "./failure.ts";
import type { SavedClip } from "./files.ts";
import { messages } from "./messages.ts";
import { saidBy, type Send } from "./send.ts";

export type Creator = { userId: string } | { groupId: string };

export interface UploadOptions {
	baseUrl: string;
	key: string;
	creator: Creator;
	clock: Clock;
	send: Send;
	/** Seconds an upload may take. */
	deadline: number;
	/** Told as soon as there is an operation to ask about. */
	onOperation?: (operation: string) => void;
}

export interface Uploaded {
	assetId: string;
	/** `Approved`, `Reviewing` or `Rejected`; done does not mean approved. */
	moderation: string;
}

const WHAT = "the upload";
const MOST_BYTES = 20 * 1024 * 1024;
const NAME_LENGTH = 50;
const DESCRIPTION_LENGTH = 1000;
const FIRST_LOOK_SECONDS = 1;
const SLOWEST_LOOK_SECONDS = 8;

const cut = (text: string, length: number): string => [...text].slice(0, length).join("").trim();

/** The form of `POST /assets/v1/assets`. */
export function formOf({ file, clip, sidecar }: SavedClip, creator: Creator): FormData {
	const form = new FormData();
	const request = {
		assetType: "Audio",
		displayName: cut(sidecar.prompt, NAME_LENGTH) || "Sound",
		description: cut(sidecar.prompt, DESCRIPTION_LENGTH),
		creationContext: { creator },
	};
	form.append("request", JSON.stringify(request));
	form.append(
		"fileContent",
		new Blob([new Uint8Array(clip.bytes)], { type: MEDIA_TYPES[clip.format] }),
		path.basename(file),
	);
	return form;
}

async function begin(saved: SavedClip, { key, creator, send }: UploadOptions, url: string, endAt: number) {
	const sent = await send({
		what: WHAT,
		url,
		method: "POST",
		headers: { "x-api-key": key },
		body: () => formOf(saved, creator),
		// An upload that may have arrived is not sent twice.
		retry: "refused",
		endAt,
	});
	return sent.json();
}

/**
 * Uploads a sound that is on disk to Roblox, or goes on with an upload of before, and waits for its asset id.
 *
 * @throws Failure
 */
export async function upload(saved: SavedClip, options: UploadOptions): Promise<Uploaded> {
	const { key, clock, send, deadline } = options;
	const base = `${options.baseUrl.replace(/\/+$/, "")}/assets/v1`;
	const { length } = saved.clip.bytes;
	if (length > MOST_BYTES) {
		throw new Failure("invalid-argument", messages.tooLarge(saved.file, (length / 1024 / 1024).toFixed(1)));
	}
	const endAt = clock.now() + deadline;
	const headers = { "x-api-key": key };
	const look = async (name: string): Promise<Record<string, unknown> | undefined> =>
		(await send({ what: WHAT, url: `${base}/${name}`, method: "GET", headers, retry: "reads", endAt })).json();
	const begun = saved.sidecar.operation;
	const sent = begun !== undefined ? await look(begun) : await begin(saved, options, `${base}/assets`, endAt);
	let operation = sent;
	const name = operation?.path ?? begun;
	if (typeof name !== "string") throw new Failure("bad-response", messages.noOperation);
	options.onOperation?.(name);
	for (let pause = FIRST_LOOK_SECONDS; operation?.done !== true; pause = Math.min(pause * 2, SLOWEST_LOOK_SECONDS)) {
		if (clock.now() + pause >= endAt) throw new Failure("timeout", messages.uploadLate(name, deadline));
		await clock.sleep(pause);
		operation = await look(name);
	}
	if (operation.error !== undefined) {
		throw new Failure("server", messages.uploadFailed(saidBy(operation) ?? "it gives no reason"));
	}
	const asset = (operation.response ?? {}) as { assetId?: unknown; moderationResult?: { moderationState?: unknown } };
	if (asset.assetId === undefined) throw new Failure("bad-response", messages.noAsset);
	const state = asset.moderationResult?.moderationState;
	return { assetId: String(asset.assetId), moderation: typeof state === "string" ? state : "Reviewing" };
}
