import type { EndpointPolicy } from "../http/call";
import type { HttpPorts } from "../http/ports";
import { compileShape, faultOf, type Notes } from "../wire/shapes";
import type { Endpoint } from "./endpoints";

/** How the pipeline treats an endpoint; its body check is compiled once. */
export function createPolicy(
	name: string,
	endpoint: Endpoint,
	ports: Pick<HttpPorts, "decode">,
	dropped: (rows: number) => void,
): EndpointPolicy {
	const read = compileShape(endpoint.body);
	return {
		name,
		life: endpoint.life,
		negative: endpoint.negative ?? [],
		priority: endpoint.priority,
		retry: "reads",
		read: response => {
			const [decoded, body] = pcall(() => ports.decode(response.Body));
			if (!decoded) return $tuple(undefined, "");
			const notes: Notes = { dropped: 0 };
			const value = read(body, notes);
			const fault = faultOf(notes);
			if (fault !== undefined) return $tuple(undefined, fault);
			const fields = value as Record<string, unknown>;
			for (const group of endpoint.must) {
				if (group.every(field => fields[field] === undefined)) {
					return $tuple(undefined, `${group.join(" or ")} is missing`);
				}
			}
			if (notes.dropped > 0) dropped(notes.dropped);
			return $tuple(value, undefined);
		},
	};
}
