import assert from "node:assert/strict";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, describe, it } from "node:test";
import { deflateRawSync, deflateSync, gunzipSync, gzipSync } from "node:zlib";

import { createHttp, type EngineAnswer, type EngineRequest, route } from "./http.ts";

interface Seen {
	readonly method: string;
	readonly url: string;
	readonly headers: http.IncomingHttpHeaders;
	readonly body: Buffer;
}
type Done = Exclude<EngineAnswer, { error: string }>;

const seen: Seen[] = [];
let base = "";
let other = "";

const pages: Readonly<Record<string, (answer: http.ServerResponse, request: http.IncomingMessage) => void>> = {
	"/ok": answer => answer.writeHead(200, "Fine", { "X-Mixed-CASE": "Kept" }).end("caf\u00e9"),
	"/bytes": answer => answer.end(Buffer.from([0, 255, 128, 10])),
	"/missing": answer => answer.writeHead(404).end("no"),
	"/repeated": answer => {
		answer.setHeader("X-Twice", ["first", "last"]);
		answer.end();
	},
	"/gzip": answer => answer.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("unpacked")),
	"/deflate": answer => answer.writeHead(200, { "content-encoding": "deflate" }).end(deflateSync("unpacked")),
	"/raw-deflate": answer => answer.writeHead(200, { "content-encoding": "deflate" }).end(deflateRawSync("unpacked")),
	"/bad-gzip": answer => answer.writeHead(200, { "content-encoding": "gzip" }).end("not gzip"),
	"/dropped": (_, request) => request.socket.destroy(),
	"/half": (answer, request) => {
		answer.writeHead(200, { "content-length": "100" });
		answer.write("half", () => request.socket.destroy());
	},
	"/garbage": (_, request) => request.socket.end("this is no HTTP\r\n\r\n"),
	"/silent": () => {},
	"/drip": answer => {
		const timer = setInterval(() => answer.write("."), 20);
		answer.on("close", () => clearInterval(timer));
	},
	"/to-ok": answer => answer.writeHead(302, { location: "/ok" }).end(),
	"/see-other": answer => answer.writeHead(303, { location: "/ok" }).end(),
	"/same-method": answer => answer.writeHead(307, { location: "/ok" }).end(),
	"/unchanged": answer => answer.writeHead(304, { location: "/ok" }).end(),
	"/loop": answer => answer.writeHead(302, { location: "/loop" }).end(),
	"/to-file": answer => answer.writeHead(302, { location: "file:///etc/hosts" }).end(),
	"/to-nowhere": answer => answer.writeHead(302, { location: "http://[" }).end(),
	"/to-other": answer => answer.writeHead(302, { location: `${other}/ok` }).end(),
	"/to-product": answer => answer.writeHead(302, { location: "https://api.audioscape.ai/ok" }).end(),
};

const serve = (): http.Server =>
	http.createServer((request, answer) => {
		const chunks: Buffer[] = [];
		request.on("data", (chunk: Buffer) => chunks.push(chunk));
		request.on("end", () => {
			const { method = "", url = "", headers } = request;
			seen.push({ method, url, headers, body: Buffer.concat(chunks) });
			(pages[url.split("?")[0]!] ?? pages["/missing"]!)(answer, request);
		});
	});
const listen = async (server: http.Server): Promise<string> => {
	await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

void describe("the network", () => {
	const servers = [serve(), serve()];
	let network: ReturnType<typeof createHttp>;
	before(async () => {
		base = await listen(servers[0]!);
		other = await listen(servers[1]!);
		network = createHttp({ api: `${base}/developer` });
	});
	after(() => {
		network.close();
		for (const server of servers) {
			server.closeAllConnections();
			server.close();
		}
	});
	const ask = (path: string, more: Partial<EngineRequest> = {}): Promise<EngineAnswer> =>
		network.perform({ url: path.startsWith("/") ? base + path : path, method: "GET", timeout: 5, ...more });
	const done = async (path: string, more?: Partial<EngineRequest>): Promise<Done> => {
		const answer = await ask(path, more);
		assert.ok("status" in answer, JSON.stringify(answer));
		return answer;
	};
	const last = (): Seen => seen.at(-1)!;

	void it("facts 1.3: gives status, message, body bytes, and header names in lower case", async () => {
		const answer = await done("/ok");
		assert.deepEqual([answer.status, answer.message, answer.headers["x-mixed-case"]], [200, "Fine", "Kept"]);
		assert.equal(Buffer.from(answer.body, "latin1").toString("utf8"), "caf\u00e9");
		assert.equal((await done("/bytes")).body, "\0\xff\x80\n");
	});
	void it("uses no connection twice, so that a server that closes resting ones makes no failure", async () => {
		let connections = 0;
		const count = (): void => void (connections += 1);
		servers[0]!.on("connection", count);
		for (let turn = 0; turn < 3; turn++) await done("/ok");
		servers[0]!.off("connection", count);
		assert.equal(connections, 3);
	});
	void it("facts 1.3: keeps the last value of a repeated header", async () =>
		assert.equal((await done("/repeated")).headers["x-twice"], "last"));
	void it("facts 1.4: a completed exchange is an answer, whatever its status", async () =>
		assert.equal((await done("/missing")).status, 404));
	void it("facts 1.3: unpacks gzip and deflate, and a bodyless answer that names an encoding", async () => {
		for (const path of ["/gzip", "/deflate", "/raw-deflate"]) assert.equal((await done(path)).body, "unpacked");
		assert.equal((await done("/gzip", { method: "HEAD" })).body, "");
		assert.deepEqual(await ask("/bad-gzip"), { error: "ServerProtocolError" });
	});
	void it("facts 1.5: sends the default headers, which a request may override", async () => {
		await done("/ok", { placeId: "77" });
		const { headers } = last();
		assert.equal(headers.accept, "*/*");
		assert.equal(headers["accept-encoding"], "gzip, deflate");
		assert.equal(headers["cache-control"], "no-cache");
		assert.equal(headers["roblox-id"], "77");
		assert.match(headers["user-agent"]!, /^RobloxGameCloud\/1\.0/);
		assert.equal(headers["content-type"], undefined);
		await done("/ok", { headers: { ACCEPT: "audio/*" } });
		assert.equal(last().headers.accept, "audio/*");
	});
	void it("facts 1.2: sends body bytes as they are, or packed", async () => {
		await done("/ok", { method: "POST", body: "\0\xff" });
		assert.deepEqual([...last().body], [0, 255]);
		await done("/ok", { method: "POST", body: "packed", compress: "Gzip" });
		assert.equal(last().headers["content-encoding"], "gzip");
		assert.equal(gunzipSync(last().body).toString(), "packed");
	});
	void it("facts 1.4: names what goes wrong on the wire", async () => {
		const closed = http.createServer();
		const gone = await listen(closed);
		await new Promise(resolve => closed.close(resolve));
		assert.deepEqual(await ask(`${gone}/`), { error: "ConnectFail" });
		assert.deepEqual(await ask("/dropped"), { error: "ConnectionClosed" });
		assert.deepEqual(await ask("/half"), { error: "ConnectionClosed" });
		assert.deepEqual(await ask("/garbage"), { error: "ServerProtocolError" });
		assert.deepEqual(await ask("http://["), { error: "InvalidUrl" });
		assert.deepEqual(await ask(`${base.replace("http:", "https:")}/ok`), { error: "SslConnectFail" });
	});
	void it("facts 1.4: gives up a server that is silent or never ends", async () => {
		const answers = await Promise.all([ask("/silent", { timeout: 0.15 }), ask("/drip", { timeout: 0.15 })]);
		assert.deepEqual(answers, [{ error: "Timedout" }, { error: "Timedout" }]);
	});
	void it("facts 1.4: follows redirects with the method that the status asks for", async () => {
		assert.equal((await done("/to-ok")).status, 200);
		const post = { method: "POST", body: "x", headers: { "Content-Type": "text/plain" } };
		await done("/see-other", post);
		assert.deepEqual([last().method, last().body.length, last().headers["content-type"]], ["GET", 0, undefined]);
		await done("/same-method", post);
		assert.deepEqual([last().method, last().body.toString()], ["POST", "x"]);
		await done("/see-other", { method: "HEAD" });
		assert.equal(last().method, "HEAD");
		assert.equal((await done("/unchanged")).status, 304);
	});
	void it("facts 1.4: ends loops and redirects that lead out of the web", async () => {
		assert.deepEqual(await ask("/loop"), { error: "TooManyRedirects" });
		assert.deepEqual(await ask("/to-file"), { error: "InvalidRedirect" });
		assert.deepEqual(await ask("/to-nowhere"), { error: "InvalidRedirect" });
	});
	void it("facts 1.4: keeps confined headers from another host", async () => {
		const headers = { "X-Key": "secret", "X-Open": "1" };
		await done("/to-other", { headers, confined: ["X-Key"] });
		assert.deepEqual([last().headers["x-key"], last().headers["x-open"]], [undefined, "1"]);
		await done("/to-ok", { headers, confined: ["X-Key"] });
		assert.equal(last().headers["x-key"], "secret");
	});
	void it("sends the product's hosts to the given endpoint, after redirects as well, and no other host", async () => {
		const path = "/developer/v1/search?q=a%20b";
		assert.equal(route(`https://api.audioscape.ai${path}`, { api: `${base}/developer/` }), base + path);
		assert.equal(route(`https://apis.finevoice.ai/v1`, { api: base }), `${base}/v1`);
		assert.equal(route(`https://example.com/v1`, { api: base }), "https://example.com/v1");
		assert.equal(route(`https://api.audioscape.ai/x`, {}), "https://api.audioscape.ai/x");
		assert.equal((await done("https://api.audioscape.ai/ok?x=1")).status, 200);
		assert.equal(last().url, "/ok?x=1");
		assert.equal((await done("/to-product")).status, 200);
	});
	void it("takes a URL as UTF-8 bytes", async () => {
		await done(Buffer.from(`${base}/ok?q=\u00e9`, "utf8").toString("latin1"));
		assert.equal(last().url, "/ok?q=%C3%A9");
	});
	void it("answers, not throws, for a header that cannot be sent", async () =>
		assert.ok("error" in (await ask("/ok", { headers: { bad: "a\nb" } }))));
});
