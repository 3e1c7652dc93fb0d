import { Failure } from "../generate/failure.ts";
import { createSender, type Reply } from "../generate/send.ts";
import { type Finding, fine, stop, unseen, warn } from "./finding.ts";
import { messages } from "./messages.ts";
import type { ServicePorts } from "./service.ts";
import type { Uses } from "./sounds.ts";

/** What Open Cloud is asked with. */
export interface CloudOptions {
	key: string;
	/** Id of the experience that plays the assets. */
	universe: string;
	/** Where Open Cloud is. */
	baseUrl: string;
}

/** `users/1` or `groups/1`. */
type Owner = string;
type Verdict = { kind: "open" | "own" } | { kind: "rejected" | "reviewing" } | { kind: "foreign"; owner?: Owner };

const DEADLINE_SECONDS = 60;
const AT_ONCE = 8;

interface Universe {
	user?: unknown;
	group?: unknown;
}
interface StoreAsset {
	creatorStoreProduct?: { purchasable?: unknown };
}
interface Asset {
	creationContext?: { creator?: { userId?: unknown; groupId?: unknown } };
	moderationResult?: { moderationState?: unknown };
}

function ownerOf({ creationContext }: Asset): Owner | undefined {
	const { userId, groupId } = creationContext?.creator ?? {};
	if (userId !== undefined) return `users/${String(userId)}`;
	return groupId === undefined ? undefined : `groups/${String(groupId)}`;
}

/** A reader of Open Cloud; `undefined` for what is not there. */
function createReader({ key, baseUrl }: CloudOptions, { clock, random }: ServicePorts) {
	const send = createSender({ clock, random, secrets: [key] });
	return async <T>(path: string): Promise<T | undefined> => {
		let reply: Reply;
		try {
			reply = await send({
				what: "Open Cloud",
				url: baseUrl.replace(/\/+$/, "") + path,
				method: "GET",
				headers: { "x-api-key": key },
				retry: "reads",
				endAt: clock.now() + DEADLINE_SECONDS,
			});
		} catch (cause) {
			if (cause instanceof Failure && cause.kind === "not-found") return undefined;
			throw cause;
		}
		return (reply.json() ?? {}) as T;
	};
}

/** Whether an experience may play an asset, as far as Open Cloud tells: it gives grants, and does not list them. */
async function verdictOf(id: string, owner: Owner, read: ReturnType<typeof createReader>): Promise<Verdict> {
	const store = await read<StoreAsset>(`/toolbox-service/v2/assets/${id}`);
	if (store !== undefined && store.creatorStoreProduct?.purchasable !== false) return { kind: "open" };
	const asset = await read<Asset>(`/assets/v1/assets/${id}`);
	const state = asset?.moderationResult?.moderationState;
	if (state === "Rejected") return { kind: "rejected" };
	if (state === "Reviewing") return { kind: "reviewing" };
	const theirs = asset === undefined ? undefined : ownerOf(asset);
	if (theirs === owner) return { kind: "own" };
	return { kind: "foreign", ...(theirs === undefined ? {} : { owner: theirs }) };
}

async function verdictsOf(
	ids: readonly string[],
	judge: (id: string) => Promise<Verdict>,
): Promise<Map<string, Verdict>> {
	const verdicts = new Map<string, Verdict>();
	const left = [...ids];
	const work = async (): Promise<void> => {
		for (let id = left.shift(); id !== undefined; id = left.shift()) verdicts.set(id, await judge(id));
	};
	await Promise.all(Array.from({ length: AT_ONCE }, work));
	return verdicts;
}

function findingOf(id: string, verdict: Verdict, where: readonly string[], universe: string): Finding[] {
	const asset = messages.asset(id, where);
	if (verdict.kind === "rejected") return [stop(messages.rejected(asset), messages.chooseAnother)];
	if (verdict.kind === "reviewing") return [warn(messages.reviewing(asset), messages.waitForReview)];
	if (verdict.kind !== "foreign") return [];
	return [warn(messages.foreign(asset, verdict.owner, universe), messages.grantRemedy(universe))];
}

/**
 * Whether the experience may play every asset that its place or its manifests name; "User is not authorized to access Asset"
 * is what a player's machine says of the others.
 */
export async function grants(uses: Uses, cloud: CloudOptions | undefined, ports: ServicePorts): Promise<Finding[]> {
	if (uses.size === 0) return [];
	if (cloud === undefined) return [unseen(messages.grantsUnseen(uses.size), messages.cloudRemedy)];
	const { universe } = cloud;
	const read = createReader(cloud, ports);
	try {
		const held = await read<Universe>(`/cloud/v2/universes/${universe}`);
		if (held === undefined) return [unseen(messages.grantsUnseen(uses.size), messages.noUniverse(universe))];
		const owner = String(held.user ?? held.group);
		const verdicts = await verdictsOf([...uses.keys()], id => verdictOf(id, owner, read));
		const count = (kind: Verdict["kind"]): number => [...verdicts.values()].filter(held => held.kind === kind).length;
		const playable = { open: count("open"), own: count("own"), universe };
		return [
			...(playable.open + playable.own > 0 ? [fine(messages.playable(playable))] : []),
			...[...uses].flatMap(([id, where]) => findingOf(id, verdicts.get(id)!, where, universe)),
		];
	} catch (cause) {
		if (!(cause instanceof Failure)) throw cause;
		return [unseen(messages.grantsRefused(uses.size, cause.message), messages.cloudRemedy)];
	}
}
