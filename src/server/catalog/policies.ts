import type { EndpointPolicy } from "../http/call";
import type { HttpPorts } from "../http/ports";
import type { Route } from "./endpoints";

/** How the pipeline treats a route. */
export function createPolicy<Body>(
	name: string,
	{ life, negative, priority, read }: Route<Body>,
	ports: Pick<HttpPorts, "decode">,
	dropped: (rows: number) => void,
): EndpointPolicy<Body> {
	const accept: EndpointPolicy<Body>["accept"] = value => {
		const notes = { dropped: 0 };
		const [body, fault] = read(value, notes);
		if (body !== undefined && notes.dropped > 0) dropped(notes.dropped);
		return $tuple(body, fault);
	};
	return {
		name,
		life,
		negative: negative ?? [],
		priority,
		retry: "reads",
		accept,
		read: response => {
			const [decoded, body] = pcall(() => ports.decode(response.Body));
			if (!decoded) return $tuple(undefined, "");
			return accept(body);
		},
	};
}
