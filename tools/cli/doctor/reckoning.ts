import { type Network, type PlaceNode, runHeadless } from "headless-place";

import { API_HOSTS } from "../product/api.ts";
import { type Finding, fine, unseen } from "./finding.ts";
import { messages } from "./messages.ts";
import type { Found } from "./tree.ts";

const BOOT_SECONDS = 60;
const HOUR = 3600;
/** A place that keeps this machine busy is watched for a shorter time. */
const MOST_WALL_MS = 20_000;
/** Less says nothing about an hour. */
const LEAST_SECONDS = 300;
const LATENCY = 0.12;
/** Requests do not hang on frames: a few of them a second show an hour in seconds. */
const PACE = 5;

const SECRETS = /GetSecret\w*\s*\(\s*["']([^"']+)["']/g;

const isOfApi = (url: string): boolean => URL.canParse(url) && API_HOSTS.includes(new URL(url).hostname);
/** Nothing leaves this machine: what a game asks of others is never answered. */
const loopbackOnly: Network = async (request, send) => ({
	answer: isOfApi(request.url) ? await send(request) : { error: "ConnectFail" },
});

/** The place with requests allowed, whatever it says: another finding tells of that. */
function allowing(place: PlaceNode): PlaceNode[] {
	return place.children.map(node => {
		if (node.className !== "HttpService") return node;
		const { HttpEnabled: _switch, ...properties } = node.properties;
		return { ...node, properties };
	});
}

/**
 * How many requests a server of this place sends when it starts, and in each hour after that: counted, in an hour of virtual
 * time with one player who stands still, against the loopback API.
 */
export async function expectedRequests(place: PlaceNode, scripts: readonly Found[]): Promise<Finding> {
	const { startContract } = await import("audioscape-contract");
	const contract = await startContract({ size: { tracks: 2000, effects: 1000 }, unknownIds: "known" });
	const names = scripts.flatMap(({ node }) => [...(node.source ?? "").matchAll(SECRETS)].map(match => match[1]!));
	const sent: number[] = [];
	let reached = 0;
	const began = performance.now();
	try {
		const { errors } = await runHeadless({
			place: allowing(place),
			api: contract.url,
			apiHosts: API_HOSTS,
			network: loopbackOnly,
			latency: LATENCY,
			secrets: Object.fromEntries(names.map(name => [name, "demo"])),
			flags: { "http-enabled": true },
			players: 1,
			characters: false,
			seconds: BOOT_SECONDS + HOUR,
			pace: PACE,
			seed: 1,
			keepTrace: false,
			stopWhen: () => performance.now() - began > MOST_WALL_MS,
			onTrace: line => {
				reached = line.t;
				if (line.kind === "http" && isOfApi(String(line.url))) sent.push(line.t);
			},
		});
		const seconds = performance.now() - began > MOST_WALL_MS ? reached : BOOT_SECONDS + HOUR;
		if (seconds < LEAST_SECONDS) return unseen(messages.requestsUnseen(messages.tooSlow), messages.playRemedy);
		const boot = sent.filter(t => t < BOOT_SECONDS).length;
		const hourly = Math.round(((sent.length - boot) * HOUR) / (seconds - BOOT_SECONDS));
		return fine(messages.requests({ boot, hourly, minutes: Math.round(seconds / 60), errors }));
	} catch (cause) {
		return unseen(messages.requestsUnseen((cause as Error).message), messages.playRemedy);
	} finally {
		await contract.close();
	}
}
