import type { ServerResponse } from "node:http";

import type { PlayedFaults } from "../faults/index.ts";
import { spoil, withBareToken } from "../faults/spoil.ts";
import type { Answer } from "./answer.ts";

/** Waits, unless the server closes or the caller leaves first. */
function wait(seconds: number, response: ServerResponse, closing: AbortSignal): Promise<void> {
	if (seconds <= 0) return Promise.resolve();
	return new Promise(resolve => {
		const done = () => {
			clearTimeout(timer);
			closing.removeEventListener("abort", done);
			response.off("close", done);
			resolve();
		};
		const timer = setTimeout(done, Math.min(seconds * 1000, 2 ** 31 - 1));
		closing.addEventListener("abort", done);
		response.on("close", done);
	});
}

function encode(
	{ json: body, bytes, type }: Answer,
	played: PlayedFaults | undefined,
): { content: Uint8Array; type: string } {
	if (bytes !== undefined) return { content: bytes, type: type ?? "application/octet-stream" };
	const shaped = played?.wrongTypes === undefined ? body : spoil(body, played.wrongTypes);
	const content = played?.nan === undefined ? JSON.stringify(shaped) : withBareToken(shaped, played.nan);
	return { content: Buffer.from(content), type: "application/json" };
}

/** Sends an answer the way the faults want it: late, spoiled, in half, or not at all. */
export async function deliver(
	response: ServerResponse,
	answer: Answer,
	played: PlayedFaults | undefined,
	latency: number,
	closing: AbortSignal,
	sent: (status: number) => void = () => undefined,
): Promise<void> {
	const connection = played?.connection ?? "kept";
	await wait(latency + (played?.delay ?? 0), response, closing);
	if (connection === "hang") await wait(Infinity, response, closing);
	if (connection === "hang" || connection === "drop" || response.destroyed) {
		response.destroy();
		return;
	}
	const { content, type } = encode(answer, played);
	response.writeHead(answer.status, { "content-type": type, "content-length": content.length, ...answer.headers });
	if (connection === "half") {
		await new Promise<void>(resolve =>
			response.write(content.subarray(0, Math.floor(content.length * (played?.share ?? 0.5))), () => resolve()),
		);
		// The bytes must be on their way before the connection breaks, or nothing at all arrives.
		await wait(0.02, response, closing);
		response.destroy();
		return;
	}
	sent(answer.status);
	response.end(content);
}
