import type { TraceLine } from "../tools/headless/index.ts";

/** As loud as this is heard. */
const AUDIBLE = 0.001;
const ENDS = ["stop", "pause", "ended", "destroy"];

/** What a Sound belongs to, by where it stands. */
export const isRadio = (path: string): boolean => path.includes("AudioScapeRadio_lobby");
export const isZone = (path: string): boolean => path.includes("AudioScapeZone");
/** Whether a line says that a footstep sounded. */
export const isStep = (line: TraceLine): boolean =>
	line.kind === "sound" && line["event"] === "play" && String(line["path"]).endsWith("AudioScapeStep");

/** Listens to one kind of sound on one machine, and says how long it was silent at most. */
export interface Ear {
	/** Each line of that machine's trace, in order. */
	take: (line: TraceLine) => void;
	/** The longest silence so far, up to `now`: how many seconds, and when it began. */
	longest: (now: number) => { readonly seconds: number; readonly since: number };
}

/** @param from what was before does not count */
export function createEar(isMine: (path: string) => boolean, from: number): Ear {
	const mine = new Set<string>();
	const playing = new Set<string>();
	const gains = new Map<string, number>();
	let silentSince: number | undefined = from;
	let worst = { seconds: 0, since: from };
	const upTo = (now: number) => {
		const since = Math.max(silentSince ?? now, from);
		return now - since > worst.seconds ? { seconds: now - since, since } : worst;
	};
	const isLoud = (): boolean => {
		for (const id of playing) if ((gains.get(id) ?? 0) > AUDIBLE) return true;
		return false;
	};
	return {
		take: line => {
			if (line.kind !== "sound" && line.kind !== "gain") return;
			const id = String(line["id"]);
			// Gains carry the id only; what it is was said when it began to play.
			if (line.kind === "sound" && isMine(String(line["path"]))) mine.add(id);
			if (!mine.has(id)) return;
			const event = String(line["event"]);
			if (line.kind === "gain") gains.set(id, Number(line["gain"]));
			else if (event === "play" || event === "resume") playing.add(id);
			else if (ENDS.includes(event)) playing.delete(id);
			if (event === "destroy") {
				mine.delete(id);
				gains.delete(id);
			}
			if (!isLoud()) silentSince ??= line.t;
			else if (silentSince !== undefined) {
				worst = upTo(line.t);
				silentSince = undefined;
			}
		},
		longest: upTo,
	};
}
