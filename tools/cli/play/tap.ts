import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { clipFacts } from "../render/clip-facts.ts";
import type { ClipFacts } from "../render/types.ts";

/** What an answer of the API said about an asset. */
export interface KnownAsset {
	title: string;
	artist?: string;
	/** LUFS of a track, dBTP of an effect. */
	level?: number;
}

/** What answers said of assets. */
export interface Lore {
	readonly assets: ReadonlyMap<string, KnownAsset>;
	/** How their files sound. */
	readonly clips: ReadonlyMap<string, ClipFacts>;
}

/** Seconds of the run in which the API is out of reach. */
export interface Outage {
	from: number;
	to: number;
}

export interface TapOptions {
	/** Where requests really go, e.g. `https://api.audioscape.ai`. */
	target: string;
	/** Virtual seconds. */
	now: () => number;
	outage?: Outage;
}

/** A listener in the middle: it forwards, reads what passes, and plays the outage. */
export interface Tap {
	readonly url: string;
	/** What answers said so far; in an order of its own, whichever of them came first. */
	lore(): Lore;
	/** How many requests the outage refused. */
	refused(): number;
	close(): Promise<void>;
}

const PASSED_ON = ["content-type", "x-api-key", "authorization", "x-universe-id", "x-place-id", "x-player-id"];

const finite = (value: unknown): number | undefined =>
	typeof value === "number" && Number.isFinite(value) ? value : undefined;

/** Everything that answers tell of assets. */
function gather(answers: readonly unknown[]): Lore {
	const assets = new Map<string, KnownAsset>();
	const clips = new Map<string, ClipFacts>();

	function about(id: string, row: Record<string, unknown>): void {
		const clip = clipFacts(row, clips.get(id));
		if (clip !== undefined) clips.set(id, clip);
		const title = row.name ?? row.title;
		if (typeof title !== "string") return;
		const level = finite(row.loudness_lufs) ?? finite(row.true_peak_dbtp);
		const artist = typeof row.artist === "string" ? row.artist : undefined;
		assets.set(id, {
			...assets.get(id),
			title,
			...(artist === undefined ? {} : { artist }),
			...(level === undefined ? {} : { level }),
		});
	}
	function learn(value: unknown): void {
		if (Array.isArray(value)) for (const item of value) learn(item);
		if (typeof value !== "object" || value === null || Array.isArray(value)) return;
		const row = value as Record<string, unknown>;
		const id = row.asset_id ?? row.assetId;
		if (typeof id === "string" || typeof id === "number") about(String(id), row);
		for (const inner of Object.values(row)) if (typeof inner === "object") learn(inner);
	}
	for (const answer of answers) learn(answer);
	return { assets, clips };
}

/**
 * Keeps answers by what was asked, and when: requests of the same moment race over the network, and a run that is
 * repeated must tell the same.
 */
function createAnswers() {
	const heard: { t: number; asked: string; answer: unknown }[] = [];
	return {
		add: (t: number, asked: string, text: string): void => {
			try {
				heard.push({ t, asked, answer: JSON.parse(text) });
			} catch {
				// What is no JSON has nothing to tell.
			}
		},
		inOrder: (): unknown[] =>
			[...heard].sort((a, b) => a.t - b.t || (a.asked < b.asked ? -1 : 1)).map(({ answer }) => answer),
	};
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}

/**
 * Stands between the game and the API for the length of a run.
 *
 * @example
 * const tap = await openTap({ target: "https://api.audioscape.ai", now: () => 0 });
 */
export async function openTap({ target, now, outage }: TapOptions): Promise<Tap> {
	const base = target.replace(/\/+$/, "").replace(/\/developer$/, "");
	const answers = createAnswers();
	let refused = 0;

	async function forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const body = await bodyOf(request);
		const t = now();
		if (outage !== undefined && t >= outage.from && t < outage.to) {
			refused += 1;
			response.writeHead(503, { "content-type": "application/json" }).end('{"error":"Service Unavailable"}');
			return;
		}
		const headers: Record<string, string> = {};
		for (const name of PASSED_ON) {
			const value = request.headers[name];
			if (typeof value === "string") headers[name] = value;
		}
		const method = request.method ?? "GET";
		const answer = await fetch(base + (request.url ?? "/"), {
			method,
			headers,
			...(body.length > 0 && method !== "GET" ? { body } : {}),
		});
		const content = Buffer.from(await answer.arrayBuffer());
		answers.add(t, `${method} ${request.url} ${body.toString("utf8")}`, content.toString("utf8"));
		const passed: Record<string, string> = {};
		for (const name of ["content-type", "retry-after"]) {
			const value = answer.headers.get(name);
			if (value !== null) passed[name] = value;
		}
		response.writeHead(answer.status, passed).end(content);
	}

	const server = createServer((request, response) => {
		forward(request, response).catch(() => response.destroy());
	});
	await new Promise<void>((resolve, reject) => {
		server.once("error", reject);
		server.listen(0, "127.0.0.1", resolve);
	});
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		lore: () => gather(answers.inOrder()),
		refused: () => refused,
		close: () =>
			new Promise(resolve => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
