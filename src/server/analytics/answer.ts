import type { EndpointPolicy } from "../http/call";
import type { HttpPorts } from "../http/ports";
import type { Redactor } from "../http/redact";

/** What the API says of a batch that it took. */
export interface BatchAnswer {
	/** Events of the batch that it did not keep. */
	rejected: number;
	/** Its words about the first of them. */
	reason?: string;
}

const LONGEST_REASON = 200;

function textOf(value: unknown): string | undefined {
	if (typeIs(value, "string")) return string.sub(value, 1, LONGEST_REASON);
	if (!typeIs(value, "table")) return undefined;
	const { error: told, message, reason } = value as { error?: unknown; message?: unknown; reason?: unknown };
	return textOf(told ?? message ?? reason);
}

function countOf(value: unknown): number | undefined {
	if (typeIs(value, "number")) return value === value ? math.max(0, value) : undefined;
	return typeIs(value, "table") ? (value as defined[]).size() : undefined;
}

/** Reads the answer to a batch. Its form is not documented, so every plausible one is understood. */
export function readBatchAnswer(body: unknown, foreign: Redactor["foreign"]): BatchAnswer {
	if (!typeIs(body, "table")) return { rejected: 0 };
	const { rejected, errors, failed } = body as Record<string, unknown>;
	const list = [errors ?? false, rejected ?? false, failed ?? false].find(value => typeIs(value, "table"));
	return {
		rejected: countOf(rejected) ?? countOf(errors) ?? countOf(failed) ?? 0,
		reason: list !== undefined ? foreign(textOf((list as unknown[])[0])) : undefined,
	};
}

/** How the pipeline treats a batch: after everything else, and never again by itself. */
export function batchPolicy(ports: Pick<HttpPorts, "decode">, { foreign }: Redactor): EndpointPolicy {
	return {
		name: "analytics",
		life: 0,
		negative: [],
		priority: "spare",
		// Sending again is the queue's business: it knows what else has come since.
		retry: "never",
		read: response => {
			const [decoded, body] = pcall(() => ports.decode(response.Body));
			return $tuple(readBatchAnswer(decoded ? body : undefined, foreign), undefined);
		},
	};
}
