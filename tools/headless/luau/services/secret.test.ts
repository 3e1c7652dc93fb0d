import assert from "node:assert/strict";
import { before, describe, it } from "node:test";

import { runLuau } from "../run-luau.ts";

const SOURCE = `local http = game:GetService("HttpService")
local s, t = http:GetSecret("key"), http:GetSecret("bound")
local function err(label, fn) local ok, e = pcall(fn) say(label, if ok then "no error" else e) end
say("shown", tostring(s), tostring(s:AddPrefix("Bearer "):AddSuffix("!")), typeof(s)) say("new", s:AddPrefix("") ~= nil, tostring(s))
err("read", function() return s .. "" end) err("read", function() return s == t end) err("read", function() return s < t end)
err("read", function() return #s end) err("read", function() return s.content end) err("read", function() s.x = 1 end)
err("read", function() return http:JSONEncode({ a = { s } }) end) err("read", function() return http:UrlEncode(s) end)
err("read", function() return s:AddPrefix(t) end)
err("read", function() http:RequestAsync({ Url = "http://127.0.0.1:81/", Method = "POST", Body = s }) end)
err("unknown", function() http:GetSecret("other") end)
say("sent", http:RequestAsync({ Url = "http://127.0.0.1:81/", Headers = { Authorization = s } }).StatusCode)
err("domain", function() http:RequestAsync({ Url = "http://127.0.0.1:81/", Headers = { Authorization = t } }) end)
say("host", http:RequestAsync({ Url = "http://a.example.com:81/", Headers = { Authorization = t } }).StatusCode)`;

void describe("Secret", () => {
	let facts: ReadonlyMap<string, string>;
	let whole: string;
	const is = (label: string, expected: string): void => assert.equal(facts.get(label), expected, label);
	before(async () => {
		const run = await runLuau({
			server: SOURCE,
			player: `say("player", pcall(function() game:GetService("HttpService"):GetSecret("key") end))`,
			seconds: 1,
			secrets: { key: "hush-hush", bound: { value: "hush-too", domain: "*.example.com" } },
		});
		facts = run.facts;
		whole = JSON.stringify(run.trace);
	});

	void it("facts 1.10: shows its name and what was added, never its content", () => {
		is("server:shown", "Secret(key) Bearer Secret(key)! Secret");
		assert.doesNotMatch(whole, /hush/);
	});
	void it("facts 1.12: reading, comparing, joining or encoding it fails loudly", () => {
		const errors = facts.get("server:read")!.split(" | ");
		assert.equal(errors.length, 10);
		for (const error of errors) assert.notEqual(error, "no error");
	});
	void it("facts 1.10: is unknown to players and under other names", () => {
		assert.match(facts.get("server:unknown")!, /Can't find secret with given key$/);
		assert.match(facts.get("player1:player")!, /^false .*Can't find secret with given key$/);
	});
	void it("facts 1.10: goes to the hosts of its domain only", () => {
		is("server:sent", "403");
		is("server:host", "403");
		assert.match(facts.get("server:domain")!, /may not be sent to 127\.0\.0\.1/);
	});
});
