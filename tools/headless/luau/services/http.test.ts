import assert from "node:assert/strict";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, describe, it } from "node:test";

import { runLuau } from "../run-luau.ts";

const PREFIX = `local http = game:GetService("HttpService")
local function err(label, fn) local ok, e = pcall(fn) say(label, if ok then "no error" else (string.gsub(e, "^%S-:%d+: ", ""))) end
local function bad(label, options) err(label, function() http:RequestAsync(options) end) end\n`;
const REFUSED = `
bad("empty", { Url = "" }) bad("scheme", { Url = "ftp://x.test" }) bad("space", { Url = "http://a b" }) bad("roblox", { Url = "https://www.roblox.com/x" })
bad("cloud-http", { Url = "http://apis.roblox.com/x" }) bad("cloud-dots", { Url = "https://apis.roblox.com/a/../b" })
bad("cloud-key", { Url = "https://apis.roblox.com/a", Headers = { ["x-api-key"] = "plain" } }) bad("cloud-header", { Url = "https://apis.roblox.com/a", Headers = { Accept = "x" } })
bad("method", { Url = U, Method = "get" }) bad("body", { Url = U, Body = "x" }) bad("head", { Url = U, Method = "HEAD", Body = "x" })
bad("body-type", { Url = U, Method = "POST", Body = {} }) bad("field", { Url = U, Metod = "GET" }) bad("compress", { Url = U, Compress = "Zip" })
bad("timeout", { Url = U, Timeout = 0 }) bad("timeout", { Url = U, Timeout = 1.5 }) bad("timeout", { Url = U, Timeout = 31 })
for name in string.gmatch("Accept-Encoding connection CONTENT-LENGTH Expect Forwarded Host Proxy-Connection User-Agent Via X-Att-Deviceid X-Forwarded-For X-Forwarded-Host X-Forwarded-Proto X-Wap-Profile Roblox-Id", "%S+") do
	bad("locked", { Url = U, Headers = { [name] = "x" } }) end
bad("twice", { Url = U, Headers = { Accept = "a", accept = "b" } }) bad("break", { Url = U, Headers = { A = "a\\nb" } }) bad("header-type", { Url = U, Headers = { A = 1 } })
err("get-type", function() http:GetAsync(U, false, { ["Content-Type"] = "x" }) end) err("post-type", function() http:PostAsync(U, "x", nil, false, { ["content-encoding"] = "x" }) end)
err("post-large", function() http:PostAsync(U, string.rep("x", 1024 * 1024)) end) err("post-body", function() http:PostAsync(U, {}) end)
`;
const SENT = `
local r = http:RequestAsync({ Url = U .. "/teapot" }) say("teapot", r.Success, r.StatusCode, r.Headers["x-a"], r.Body)
say("ok", http:RequestAsync({ Url = U }).Success) err("get-404", function() http:GetAsync(U .. "/teapot") end)
say("post", http:PostAsync(U, "x")) say("post-text", http:PostAsync(U, "x", Enum.HttpContentType.TextPlain)) say("binary", (http:RequestAsync({ Url = U .. "/echo", Method = "POST", Body = "\\0\\255" }).Body) == "\\0\\255")
say("blocked", http:RequestAsync({ Url = "http://127.0.0.1:81/" }).StatusCode)
bad("refused", { Url = "http://127.0.0.1:1500/" })
local began = time() bad("slow", { Url = U .. "/silent", Timeout = 1 }) say("slow-at", time() - began > 0.9 and time() - began < 1.2)
say("url", http:UrlEncode("https://www.roblox.com/discover#/"), http:UrlEncode("a-_~ é"), http:UrlEncode(""))
local g = http:GenerateGUID() local h = http:GenerateGUID(false)
say("guid", #g, #h, string.match(h, "^%x+%-%x%x%x%x%-4%x%x%x%-[89ab]%x%x%x%-%x+$") == h, g ~= http:GenerateGUID(), string.sub(g, 1, 1))
err("enabled", function() http.HttpEnabled = false end)
`;
const LIMITED = `local raised, done = 0, 0
for i = 1, 503 do task.spawn(function() local ok, e = pcall(http.RequestAsync, http, { Url = "http://127.0.0.1:81/" })
	if ok then done += 1 else raised += 1 say("limit", math.round(time()), (string.gsub(e, "^%S-:%d+: ", ""))) end end) end
task.wait(1) say("before", done, raised) task.wait(60) say("after", done, raised, pcall(http.RequestAsync, http, { Url = "http://127.0.0.1:81/" }))`;

void describe("HttpService", () => {
	const server = http.createServer((request, answer) => {
		if (request.url === "/silent") return;
		if (request.url === "/echo") return void request.pipe(answer);
		if (request.url === "/teapot") return void answer.writeHead(418, { "X-A": "1" }).end("tea");
		answer.end(request.headers["content-type"] ?? "");
	});
	let facts: ReadonlyMap<string, string>;
	let limited: ReadonlyMap<string, string>;
	let disabled: ReadonlyMap<string, string>;
	const is = (label: string, expected: string): void => assert.equal(facts.get(`server:${label}`), expected, label);
	before(async () => {
		await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
		const url = `local U = "http://127.0.0.1:${(server.address() as AddressInfo).port}"\n`;
		({ facts } = await runLuau({
			server: PREFIX + url + REFUSED + SENT,
			player: `${PREFIX}bad("request", { Url = "http://x.test" }) err("get", function() http:GetAsync("http://x.test") end)
				err("post", function() http:PostAsync("http://x.test", {}) end) say("json", http:JSONEncode({}))`,
			seconds: 4,
		}));
		({ facts: limited } = await runLuau({ server: PREFIX + LIMITED, seconds: 63 }));
		const HttpService = { className: "HttpService", name: "HttpService", properties: { HttpEnabled: false } };
		({ facts: disabled } = await runLuau({
			server: `${PREFIX}bad("request", { Url = "http://x.test" }) say("json", http:JSONEncode({}))`,
			place: [{ ...HttpService, attributes: {}, tags: [], children: [] }],
			seconds: 0.1,
		}));
	});
	after(() => {
		server.closeAllConnections();
		server.close();
	});

	void it("facts 1.1: raises for players and where requests are not enabled; JSON works anyway", () => {
		for (const label of ["request", "get", "post"])
			assert.equal(facts.get(`player1:${label}`), "Http requests can only be executed by game server");
		assert.equal(facts.get("player1:json"), "[]");
		assert.equal(disabled.get("server:request"), "Http requests are not enabled. Enable via game settings");
		assert.equal(disabled.get("server:json"), "[]");
		assert.notEqual(facts.get("server:enabled"), "no error");
	});
	void it("facts 1.4: refuses URLs in the engine's words", () => {
		is("empty", "Empty URL");
		is("scheme", "ftp://x.test: Trust check failed");
		is("space", "http://a b: Trust check failed");
		for (const label of ["roblox", "cloud-http", "cloud-dots"])
			is(label, "HttpService is not allowed to access ROBLOX resources");
	});
	void it("facts 1.11: Open Cloud takes two headers, the key as a Secret", () => {
		is("cloud-key", 'Header "x-api-key" must be a Secret');
		is("cloud-header", 'Header "Accept" is not allowed!');
	});
	void it("facts 1.2: refuses requests that are not as documented", () => {
		for (const label of ["body", "head"])
			is(label, "Invalid request options, Body should be empty for 'GET' or 'HEAD' method");
		for (const [label, what] of Object.entries({ method: /"get"/, "body-type": /table/, field: /Metod/ }))
			assert.match(facts.get(`server:${label}`)!, what);
		assert.match(facts.get("server:compress")!, /HttpCompression/);
		assert.equal(facts.get("server:timeout")!.match(/whole number from 1 to 30/g)?.length, 3);
	});
	void it("facts 1.5: locks headers, whatever their case", () => {
		assert.equal(facts.get("server:locked")!.match(/Header "[\w-]+" is not allowed!/g)?.length, 15);
		assert.match(facts.get("server:twice")!, /given twice/);
		assert.match(facts.get("server:break")!, /line break/);
		assert.match(facts.get("server:header-type")!, /must be a string, got number/);
		is("get-type", 'Header "Content-Type" is not allowed!');
		is("post-type", 'Header "content-encoding" is not allowed!');
	});
	void it("facts 1.3: RequestAsync answers whatever the status", () => {
		is("teapot", "false 418 1 tea");
		is("ok", "true");
		is("binary", "true");
	});
	void it("facts 1.7: GetAsync and PostAsync raise on other statuses, PostAsync on large data", () => {
		is("get-404", "HTTP 418 (I'm a Teapot)");
		is("post", "application/json");
		is("post-text", "text/plain");
		is("post-large", "Post data too large. Limit: 1024 KB. Post size: 1024 KB");
		is("post-body", "Unable to cast table to string");
	});
	void it("facts 1.4: raises for the wire, answers 403 for blocked ports", () => {
		is("refused", "HttpError: ConnectFail");
		is("slow", "HttpError: Timedout");
		is("slow-at", "true");
		is("blocked", "403");
	});
	void it("facts 1.6: the 501st request of a minute stalls 30 s and raises", () => {
		const one = "30 Number of requests exceeded limit";
		assert.equal(limited.get("server:limit"), [one, one, one].join(" | "));
		assert.equal(limited.get("server:before"), "500 0");
		assert.match(limited.get("server:after")!, /^500 3 true/);
	});
	void it("facts 1.9: UrlEncode passes letters and digits only", () =>
		is("url", "https%3A%2F%2Fwww%2Eroblox%2Ecom%2Fdiscover%23%2F a%2D%5F%7E%20%C3%A9 "));
	void it("facts 1.9: GenerateGUID makes a v4 UUID, in braces unless told", () => is("guid", "38 36 true true {"));
});
