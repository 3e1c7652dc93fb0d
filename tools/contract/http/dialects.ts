import { hash } from "../catalog/random.ts";
import { json, refuse } from "./answer.ts";
import type { Dialect, Endpoint } from "./endpoint.ts";

const audioscape: Dialect = {
	unauthorized: json({ error: "Invalid API key" }, 401),
	field: (_, __, message) => refuse(json({ error: message }, 400)),
	badBody: message => refuse(json({ error: message }, 400)),
	tooLarge: () => refuse(json({ error: "Request body too large" }, 413)),
	method: allowed =>
		json({ error: `Method not allowed; use ${allowed.join(" or ")}` }, 405, { allow: allowed.join(", ") }),
};

const fineError = (status: number, code: string, message: string) => json({ status, error: { code, message } }, status);
const finevoice: Dialect = {
	unauthorized: fineError(401, "UNAUTHORIZED", "Invalid API key"),
	field: (_, __, message) => refuse(fineError(422, "VALIDATION_ERROR", message)),
	badBody: message => refuse(fineError(422, "VALIDATION_ERROR", message)),
	tooLarge: () => refuse(fineError(413, "PAYLOAD_TOO_LARGE", "Request body too large")),
	method: allowed => ({
		...fineError(405, "METHOD_NOT_ALLOWED", "Method not allowed"),
		headers: { allow: allowed.join(", ") },
	}),
};

let requestNumber = 0;
const requestId = () => `req-${hash("request", ++requestNumber).toString(16).padStart(8, "0")}`;

/** SenseAudio's errors are all of one shape. */
export const senseError = (status: number, code: string, message: string, headers?: Record<string, string>) =>
	json({ code, message, request_id: requestId() }, status, headers);
const senseaudio: Dialect = {
	get unauthorized() {
		return senseError(401, "UNAUTHORIZED", "Authorization header is missing or the token has expired");
	},
	field: (kind, _, message) =>
		refuse(kind === "range" ? senseError(422, "VALIDATION_ERROR", message) : senseError(400, "BAD_REQUEST", message)),
	badBody: message => refuse(senseError(400, "BAD_REQUEST", message)),
	tooLarge: limit => refuse(senseError(413, "PAYLOAD_TOO_LARGE", `body is larger than ${limit} bytes`)),
	method: allowed => senseError(405, "METHOD_NOT_ALLOWED", "method not allowed", { allow: allowed.join(", ") }),
};

const cloudError = (status: number, code: string, message: string) => json({ code, message }, status);
const opencloud: Dialect = {
	unauthorized: cloudError(401, "UNAUTHENTICATED", "Invalid API Key"),
	field: (_, __, message) => refuse(cloudError(400, "INVALID_ARGUMENT", message)),
	badBody: message => refuse(cloudError(400, "INVALID_ARGUMENT", message)),
	tooLarge: () => refuse(cloudError(413, "INVALID_ARGUMENT", "The file is larger than 20 MB")),
	method: () => cloudError(405, "METHOD_NOT_ALLOWED", "Method not allowed"),
};

export const dialects: Readonly<Record<Endpoint["api"], Dialect>> = {
	audioscape,
	finevoice,
	senseaudio,
	opencloud,
	file: audioscape,
};
