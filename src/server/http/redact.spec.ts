import { describe, expect, it } from "@rbxts/jest-globals";

import { createVirtualClient, type Reply } from "../../../test/rbx/virtual-http";
import type { Outcome } from "../../shared/wire/outcome";
import { createFineVoice } from "../generation";
import { createRedactor } from "./redact";

const KEY = "as_live/9f+Zq 31?ü=end";
const PERCENT = "as_live%2F9f%2BZq%2031%3F%C3%BC%3Dend";
const LOWER = "as_live%2f9f%2bZq%2031%3f%c3%bc%3dend";
const TWICE = "as_live%252F9f%252BZq%252031%253F%25C3%25BC%253Dend";
const BASE64 = "YXNfbGl2ZS85ZitacSAzMT/DvD1lbmQ=";
const SAFE = "YXNfbGl2ZS85ZitacSAzMT_DvD1lbmQ";
/** "Bearer " and the key, and "user:" and the key, in base64: the key begins within a group of three. */
const BEARER = "QmVhcmVyIGFzX2xpdmUvOWYrWnEgMzE/w7w9ZW5k";
const USER = "dXNlcjphc19saXZlLzlmK1pxIDMxP8O8PWVuZA==";
const FORMS = [KEY, PERCENT, LOWER, TWICE, BASE64, SAFE, BEARER, USER, "as%5Flive/9f+Zq 31?ü=end"];
const SOME = [KEY, LOWER, BEARER];
const holds = (text: string, part: string) => string.find(text, part, 1, true)[0] !== undefined;

describe("a text that holds the key", () => {
	const { clear } = createRedactor(KEY);

	it("is cleared of it in plain, percent-encoded and base64 form, also within something longer", () => {
		for (const form of FORMS) {
			const cleared = clear(`the key ${form}, given twice (${form}), is wrong`);
			expect(cleared).toContain("[redacted]");
			expect(cleared).toContain("is wrong");
			for (const part of ["live", "9f", "bGl2Z", "saXZlLz", "xpdmU", "ZytacS", "D1lbm"])
				expect(holds(cleared, part)).toBe(false);
		}
	});

	it("that says nothing of it stays as it is, letter by letter", () => {
		for (const text of ["", "100% pure", "50%20 off", "nothing here", "as_live", "%ZZ %", "ünï"])
			expect(clear(text)).toBe(text);
	});
});

describe("a key of a letter or a word", () => {
	it("does not blacken the texts that have the letter in them", () => {
		expect(createRedactor("a").clear("Playlist not found at all")).toBe("Playlist not found at all");
		expect(createRedactor("key").clear("monkeys have keys; key is wrong")).toBe(
			"monkeys have keys; [redacted] is wrong",
		);
		expect(createRedactor("k").clear("k")).toBe("[redacted]");
	});

	it("leaves the data of an answer alone", () => {
		const body = '{"tracks":[{"asset_id":"1","name":"A","key":"C#"}],"meta":{"total":1}}';
		for (const key of ["1", "key", "name", "12345678"]) expect(createRedactor(key).clearBody(body)).toBe(body);
	});
});

/** Answers and failures that hold the key in every form, everywhere an answer has text. */
function echoes(form: string): Reply[] {
	const list: Reply[] = [{ raises: `HttpError: ${form}` }, { raises: `exceeded limit ${form}` }];
	for (const status of [200, 400, 401, 503]) {
		list.push({ status, body: { error: form } });
		list.push({ status, body: { message: `x ${form}`, code: form, request_id: form } });
		list.push({ status, body: { error: { message: form, code: form } } });
		list.push({ status, body: { tracks: form, error: `${"x".rep(280)}${form}` } });
		list.push({ status, raw: form, headers: { "retry-after": form, "content-type": form } });
		list.push({ status, body: { status: "failed", error: { message: form, code: form } } });
	}
	return list;
}

const SECRET_PARTS = ["live", "9f", "bGl2Z", "xpdmU", "saXZl"];
const isClean = (outcome: unknown): boolean => {
	if (typeIs(outcome, "string")) return SECRET_PARTS.every(part => !holds(outcome, part));
	if (!typeIs(outcome, "table")) return true;
	for (const [, inner] of pairs(outcome as Record<string, unknown>)) if (!isClean(inner)) return false;
	return true;
};

describe("whatever an API echoes", () => {
	const secret = { AddPrefix: () => secret } as unknown as Secret;

	for (const [name, key] of [["a text", KEY] as const, ["a Secret", secret] as const]) {
		it(`no failure of the catalog holds a key that is ${name}`, () => {
			for (const form of SOME) {
				for (const reply of echoes(form)) {
					const client = createVirtualClient({ respond: () => reply, retries: 0, key: key as string });
					const answer = client.ask(catalog => catalog.call("search", { query: "a" }, undefined));
					client.clock.advance(5);
					const outcome: Outcome = answer.outcome!;
					if (isClean(outcome)) continue;
					expect([form, outcome]).toBe("clean");
				}
			}
		});
	}

	it("no failure of a generator holds it either", () => {
		for (const form of SOME) {
			for (const reply of echoes(form)) {
				const { ports, clock } = createVirtualClient({ respond: () => reply });
				const seen: { answer?: unknown } = {};
				task.spawn(() => {
					const [result, err, problem] = createFineVoice(KEY, {}, ports).generate({ prompt: "x" });
					seen.answer = { result, err, problem };
				});
				clock.advance(200);
				if (!isClean(seen)) expect([form, seen]).toBe("clean");
			}
		}
	});

	it("a good answer is cleared of a key that is known", () => {
		const tracks = FORMS.map((form, index) => ({ asset_id: tostring(index + 1), name: form }));
		const client = createVirtualClient({ respond: () => ({ body: { tracks } }), key: KEY });
		const answer = client.ask(catalog => catalog.call("search", { query: "a" }, undefined));
		client.clock.advance(5);
		expect(answer.outcome!.ok).toBe(true);
		expect(isClean(answer.outcome)).toBe(true);
	});
});
