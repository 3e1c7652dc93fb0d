import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { createCloud } from "../../net/cloud.ts";
import { runLuau } from "../run-luau.ts";

const get = "local function svc(n) return game:GetService(n) end\n";
const server = async (source: string, seconds = 1) =>
	(await runLuau({ server: get + source, seconds, latency: 0.05 })).facts;

void describe("encoding (facts 2)", () => {
	void it("encodes and decodes base64 and hashes with SHA-256", async () => {
		const facts = await server(`
			local e = svc("EncodingService")
			local function b(s) return buffer.tostring(e:Base64Encode(buffer.fromstring(s))) end
			say("b64", b(""), b("a"), b("ab"), b("abc"), buffer.tostring(e:Base64Decode(buffer.fromstring("aGVsbG8="))))
			say("bad", pcall(e.Base64Decode, e, buffer.fromstring("*")))
			local hex = string.gsub(e:ComputeStringHash("abc", Enum.HashAlgorithm.Sha256), ".", function(c) return string.format("%02x", string.byte(c)) end)
			say("sha", (hex))`);
		assert.equal(facts.get("server:b64"), " YQ== YWI= YWJj hello");
		assert.match(facts.get("server:bad")!, /^false .*Invalid base64/);
		assert.equal(facts.get("server:sha"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	});
});

void describe("tweens (facts 12)", () => {
	void it("drives a property to its goal and tells Completed", async () => {
		const facts = await server(
			`local v = Instance.new("NumberValue")
			local t = svc("TweenService"):Create(v, TweenInfo.new(1, Enum.EasingStyle.Linear), {Value = 10})
			t.Completed:Connect(function(s) say("done", s.Name, v.Value) end)
			t:Play()
			task.wait(0.5) say("half", v.Value > 4.5 and v.Value < 5.5, t.PlaybackState.Name)`,
			2,
		);
		assert.equal(facts.get("server:half"), "true Playing");
		assert.equal(facts.get("server:done"), "Completed 10");
	});
	void it("cancels the older tween of the same property", async () => {
		const facts = await server(
			`local v = Instance.new("NumberValue")
			local s = svc("TweenService")
			local a, b = s:Create(v, TweenInfo.new(1), {Value = 10}), s:Create(v, TweenInfo.new(0.5), {Value = -1})
			a.Completed:Connect(function(x) say("a", x.Name) end) b.Completed:Connect(function(x) say("b", x.Name, v.Value) end)
			a:Play() task.wait(0.2) b:Play()`,
			2,
		);
		assert.equal(facts.get("server:a"), "Cancelled");
		assert.equal(facts.get("server:b"), "Completed -1");
	});
	void it("evaluates easings and refuses what cannot be tweened", async () => {
		const facts = await server(
			`local s = svc("TweenService")
			say("v", s:GetValue(0.5, Enum.EasingStyle.Quad, Enum.EasingDirection.In), s:GetValue(2, Enum.EasingStyle.Sine, Enum.EasingDirection.Out))
			say("no", pcall(s.Create, s, Instance.new("Sound"), TweenInfo.new(1), {Volum = 1}))
			say("type", pcall(s.Create, s, Instance.new("Sound"), TweenInfo.new(1), {Volume = "1"}))`,
		);
		assert.equal(facts.get("server:v"), "0.25 1");
		assert.match(facts.get("server:no")!, /no property named 'Volum'/);
		assert.match(facts.get("server:type")!, /type mismatch/);
	});
});

void describe("stores (facts 18)", () => {
	void it("reads what was written, increments, updates and removes", async () => {
		const facts = await server(
			`local d = svc("DataStoreService"):GetDataStore("s")
			say("none", d:GetAsync("k") == nil)
			d:SetAsync("k", {a = {1, 2}, e = {}}) local v, info = d:GetAsync("k") say("v", v.a[2], next(v.e), info.Version ~= nil)
			say("inc", d:IncrementAsync("n", 2), d:IncrementAsync("n"))
			say("upd", (d:UpdateAsync("n", function(old) return old * 10 end)))
			say("rem", (d:RemoveAsync("n")), (d:GetAsync("n")))
			say("long", pcall(d.GetAsync, d, string.rep("x", 51))) say("bad", pcall(d.SetAsync, d, "k", game))`,
			5,
		);
		assert.equal(facts.get("server:none"), "true");
		assert.equal(facts.get("server:v"), "2 nil true");
		assert.equal(facts.get("server:inc"), "2 3");
		assert.equal(facts.get("server:upd"), "30");
		assert.equal(facts.get("server:rem"), "30 nil");
		assert.match(facts.get("server:long")!, /102/);
		assert.match(facts.get("server:bad")!, /104/);
	});
	void it("queues 30 requests beyond the budget and drops the rest", async () => {
		const facts = await server(
			`local d = svc("DataStoreService"):GetDataStore("s") local dropped = 0
			for i = 1, 100 do task.spawn(function() local ok, e = pcall(d.SetAsync, d, "k" .. i, i) if not ok then dropped += 1 say("error", e) end end) end
			task.wait(40) say("dropped", dropped)`,
			45,
		);
		assert.equal(facts.get("server:dropped"), "10");
		assert.match(facts.get("server:error")!, /302: SetAsync request dropped/);
	});
	void it("expires what a memory store holds and limits its values", async () => {
		const facts = await server(
			`local m = svc("MemoryStoreService"):GetHashMap("m")
			m:SetAsync("k", {1}, 2) say("now", m:GetAsync("k")[1]) task.wait(3) say("later", m:GetAsync("k"))
			say("big", pcall(m.SetAsync, m, "k", string.rep("x", 40000), 10))
			say("upd", m:UpdateAsync("c", function(o) return (o or 0) + 1 end, 10), m:UpdateAsync("c", function(o) return (o or 0) + 1 end, 10))`,
			8,
		);
		assert.equal(facts.get("server:now"), "1");
		assert.equal(facts.get("server:later"), "nil");
		assert.match(facts.get("server:big")!, /32 KB/);
		assert.equal(facts.get("server:upd"), "1 2");
	});
	void it("shares one backend among servers and detects a conflict", () => {
		const cloud = createCloud();
		const at = { store: "data/a/global", key: "k", now: 0 } as const;
		const first = cloud.handle({ ...at, action: "put", json: "1", ifVersion: 0 });
		assert.equal(cloud.handle({ ...at, action: "put", json: "2", ifVersion: 0 }).conflict, true);
		assert.equal(cloud.handle({ ...at, action: "get" }).version, first.version);
	});
});

void describe("messages, assets, debris", () => {
	void it("delivers messages and refuses large ones (facts 18)", async () => {
		const facts = await server(
			`local m = svc("MessagingService")
			m:SubscribeAsync("t", function(x) say("got", x.Data.a) end) m:PublishAsync("t", {a = 5})
			say("large", pcall(m.PublishAsync, m, "t", string.rep("x", 1100)))`,
			3,
		);
		assert.equal(facts.get("server:got"), "5");
		assert.match(facts.get("server:large")!, /1 KB/);
	});
	void it("tells audio metadata of at most 30 assets (facts 7.2) and removes debris", async () => {
		const facts = await server(
			`local a = svc("AssetService") local r = a:GetAudioMetadataAsync({5, 6}) say("meta", #r, r[1].AssetId, r[1].Duration)
			say("many", pcall(a.GetAudioMetadataAsync, a, table.create(31, 1)))
			local f = Instance.new("Folder", workspace) svc("Debris"):AddItem(f, 1) task.wait(2) say("gone", f.Parent)`,
			4,
		);
		assert.match(facts.get("server:meta")!, /^2 5 \d+/);
		assert.match(facts.get("server:many")!, /at most 30/);
		assert.equal(facts.get("server:gone"), "nil");
	});
});
