/** One part of a multipart form. */
export interface Part {
	name: string;
	type: string;
	content: Buffer;
}

const between = (text: string, form: RegExp): string => form.exec(text)?.[1] ?? "";

/** The parts of a form, or undefined when it is not one. */
export function readMultipart(contentType: string, raw: Uint8Array): Part[] | undefined {
	const boundary = /^multipart\/form-data;.*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType);
	if (boundary === null) return undefined;
	const mark = `--${boundary[1] ?? boundary[2]}`;
	const bytes = Buffer.from(raw);
	const parts: Part[] = [];
	let at = bytes.indexOf(mark);
	while (at >= 0) {
		const start = at + mark.length;
		if (bytes.toString("latin1", start, start + 2) === "--") return parts;
		const next = bytes.indexOf(`\r\n${mark}`, start);
		const blank = bytes.indexOf("\r\n\r\n", start);
		if (next < 0 || blank < 0 || blank > next) return undefined;
		const head = bytes.toString("utf8", start, blank);
		parts.push({
			name: between(head, /content-disposition:[^\r\n]*[; ]name="([^"]*)"/i),
			type: between(head, /content-type:\s*([^\r\n;]+)/i)
				.trim()
				.toLowerCase(),
			content: bytes.subarray(blank + 4, next),
		});
		at = next + 2;
	}
	return undefined;
}
