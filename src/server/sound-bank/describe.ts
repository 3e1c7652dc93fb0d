import { settle } from "../../shared/clock/settle";
import { withLimit } from "../../shared/clock/with-limit";
import type { AudioMetadata, AudioMetadataPort } from "../catalog/engine-audio";
import type { HttpPorts } from "../http/ports";

/** Ids in one question to the engine. */
const MOST = 30;
/** Seconds the engine may take. */
const PATIENCE = 10;

/** Asks the engine about assets one by one as far as callers can see; what is asked in one frame travels together. */
export function createDescriber(
	ports: Pick<HttpPorts, "delay" | "spawn">,
	metadata: AudioMetadataPort,
): (assetId: string) => AudioMetadata | undefined {
	let queued = new Array<{ assetId: string; done: (known: AudioMetadata | false) => void }>();

	function send(batch: typeof queued) {
		withLimit(
			ports,
			PATIENCE,
			() => metadata(batch.map(({ assetId }) => assetId)),
			(ok, rows) => {
				for (const { assetId, done } of batch) {
					const row = ok ? rows!.find(held => held.assetId === assetId) : undefined;
					done(row ?? false);
				}
			},
		);
	}

	function flush() {
		const all = queued;
		queued = [];
		for (let from = 0; from < all.size(); from += MOST) {
			const batch: typeof queued = [];
			for (let index = from; index < math.min(from + MOST, all.size()); index++) batch.push(all[index]!);
			send(batch);
		}
	}

	return assetId => {
		const known = settle<AudioMetadata | false>(done => {
			if (queued.isEmpty()) ports.delay(0, flush);
			queued.push({ assetId, done });
		});
		return known !== false ? known : undefined;
	};
}
