import assert from "node:assert/strict";
import { createHash } from "node:crypto";
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
	void it("hashes with MD5, SHA-1, BLAKE2b and BLAKE3 as their published vectors say", async () => {
		const facts = await server(`
			local e = svc("EncodingService")
			local function hex(s) return (string.gsub(s, ".", function(c) return string.format("%02x", string.byte(c)) end)) end
			local bytes = buffer.create(5120) for at = 0, 5119 do buffer.writeu8(bytes, at, at % 251) end
			for _, name in { "Md5", "Sha1", "Blake2b", "Blake3" } do
				local first = hex(e:ComputeStringHash("", Enum.HashAlgorithm[name]))
				say(name, first, hex(buffer.tostring(e:ComputeBufferHash(bytes, Enum.HashAlgorithm[name]))))
			end`);
		const bytes = Buffer.from(Array.from({ length: 5120 }, (_, at) => at % 251));
		const own = (name: string): string =>
			["", bytes].map(data => createHash(name).update(data).digest("hex")).join(" ");
		assert.equal(facts.get("server:Md5"), own("md5"));
		assert.equal(facts.get("server:Sha1"), own("sha1"));
		assert.equal(
			facts.get("server:Blake2b"),
			"0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8 f8b7a74f9fb2cc40768368e0d3381fe19f73b3ff88542912c9d41c90e777276f",
		);
		assert.equal(
			facts.get("server:Blake3"),
			"af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262 9cadc15fed8b5d854562b26a9536d9707cadeda9b143978f319ab34230535833",
		);
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
			say("type", pcall(s.Create, s, Instance.new("Sound"), TweenInfo.new(1), {Volume = "1"}))
			say("read", pcall(s.Create, s, Instance.new("Sound"), TweenInfo.new(1), {TimeLength = 1}))`,
		);
		assert.equal(facts.get("server:v"), "0.25 1");
		assert.match(facts.get("server:no")!, /no property named 'Volum'/);
		assert.match(facts.get("server:type")!, /type mismatch/);
		assert.match(facts.get("server:read")!, /'TimeLength' on object 'Sound' is not a property that can be tweened/);
	});
});

void describe("stores (facts 18)", () => {
	void it("reads what was written, increments, updates and removes", async () => {
		const facts = await server(
			`local d = svc("DataStoreService"):GetDataStore("s")
			say("none", d:GetAsync("k") == nil)
			d:SetAsync("k", {a = {1, 2}, e = {}}) local v, info = d:GetAsync("k") say("v", v.a[2], next(v.e), info.Version ~= nil)
			say("inc", (d:IncrementAsync("n", 2)), (d:IncrementAsync("n")))
			say("upd", (d:UpdateAsync("n", function(old) return old * 10 end)))
			say("rem", (d:RemoveAsync("n")), (d:GetAsync("n")))
			say("long", pcall(d.GetAsync, d, string.rep("x", 51))) say("bad", pcall(d.SetAsync, d, "k", game)) say("deep", pcall(d.SetAsync, d, "k", {a = {game}}))`,
			5,
		);
		assert.equal(facts.get("server:none"), "true");
		assert.equal(facts.get("server:v"), "2 nil true");
		assert.equal(facts.get("server:inc"), "2 3");
		assert.equal(facts.get("server:upd"), "30");
		assert.equal(facts.get("server:rem"), "30 nil");
		assert.match(facts.get("server:long")!, /102/);
		assert.match(facts.get("server:bad")!, /104/);
		assert.match(facts.get("server:deep")!, /104: Cannot store Dictionary/);
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
	void it("keeps a sorted map in order: numbers, texts, then what has no sort key, equal ones by key", async () => {
		const facts = await server(
			`local m = svc("MemoryStoreService"):GetSortedMap("m")
			local function keys(...) local out = {} for _, i in m:GetRangeAsync(...) do table.insert(out, i.key .. "=" .. i.value .. "/" .. tostring(i.sortKey)) end return table.concat(out, " ") end
			m:SetAsync("z", 1, 60) m:SetAsync("a", 2, 60) m:SetAsync("s", 3, 60, "text") m:SetAsync("q", 4, 60, 10) m:SetAsync("p", 5, 60, 10)
			say("new", m:SetAsync("n", 6, 60, -1), m:SetAsync("n", 7, 60, -1))
			say("up", keys(Enum.SortDirection.Ascending, 100)) say("down", keys("Descending", 2))
			say("after", keys(0, 2, { key = "p", sortKey = 10 })) say("between", keys(0, 9, { sortKey = -1 }, { key = "z" }))
			say("one", m:GetAsync("q")) say("gone", m:GetAsync("x")) say("size", m:GetSizeAsync())
			say("update", m:UpdateAsync("q", function(v, k) return v * 10, k + 5 end, 60))
			say("kept", m:UpdateAsync("q", function() return nil end, 60)) m:RemoveAsync("z") say("left", m:GetSizeAsync())`,
			5,
		);
		assert.equal(facts.get("server:new"), "false true");
		assert.equal(facts.get("server:up"), "n=7/-1 p=5/10 q=4/10 s=3/text a=2/nil z=1/nil");
		assert.equal(facts.get("server:down"), "z=1/nil a=2/nil");
		assert.equal(facts.get("server:after"), "q=4/10 s=3/text");
		assert.equal(facts.get("server:between"), "p=5/10 q=4/10 s=3/text a=2/nil");
		assert.equal(facts.get("server:one"), "4 10");
		assert.equal(facts.get("server:gone"), "nil nil");
		assert.equal(facts.get("server:size"), "6");
		assert.equal(facts.get("server:update"), "40 15");
		assert.equal(facts.get("server:kept"), "nil");
		assert.equal(facts.get("server:left"), "5");
	});
	void it("hides what was read of a queue until it is removed or the time for it is over", async () => {
		const facts = await server(
			`local q = svc("MemoryStoreService"):GetQueue("q", 10)
			q:AddAsync("low", 60) q:AddAsync("high", 60, 5) q:AddAsync("low too", 60)
			local items, id = q:ReadAsync(2, false, 0) say("first", table.concat(items, " ")) say("sizes", q:GetSizeAsync(), q:GetSizeAsync(true))
			say("all", #q:ReadAsync(2, true, 0)) q:RemoveAsync(id) say("left", q:GetSizeAsync())
			items, id = q:ReadAsync(5, false, 0) say("rest", table.concat(items, " ")) task.wait(11) say("back", table.concat(q:ReadAsync(5, false, 0), " "))
			say("none", q:ReadAsync(1, false, 3) [1], workspace:GetServerTimeNow() > 0)
			task.delay(5, q.AddAsync, q, "late", 60) local began = time() say("waited", q:ReadAsync(1)[1], time() - began > 5, time() - began < 7.5)`,
			40,
		);
		assert.equal(facts.get("server:first"), "high low");
		assert.equal(facts.get("server:sizes"), "3 1");
		assert.equal(facts.get("server:all"), "0");
		assert.equal(facts.get("server:left"), "1");
		assert.equal(facts.get("server:rest"), "low too");
		assert.equal(facts.get("server:back"), "low too");
		assert.equal(facts.get("server:waited"), "late true true");
	});
	void it("refuses in a memory store what its limits refuse", async () => {
		const facts = await server(
			`local s = svc("MemoryStoreService") local h, m, q = s:GetHashMap("h"), s:GetSortedMap("m"), s:GetQueue("q")
			local function no(label, f, ...) local ok, e = pcall(f, ...) say(label, ok, e) end
			no("ttl", h.SetAsync, h, "k", 1, 3888001) no("key", m.GetAsync, m, string.rep("k", 129)) no("nil", q.AddAsync, q, nil, 10)
			no("sort", m.SetAsync, m, "k", 1, 10, true) no("range", m.GetRangeAsync, m, Enum.SortDirection.Ascending, 201)
			no("bound", m.GetRangeAsync, m, Enum.SortDirection.Ascending, 20, "k") no("read", q.ReadAsync, q, 101) no("list", h.ListItemsAsync, h, 0)
			no("yields", h.UpdateAsync, h, "k", function() task.wait() return 1 end, 10) no("fails", m.UpdateAsync, m, "k", function() error("mine") end, 10)
			for at = 1, 4 do no("full", h.SetAsync, h, "big" .. at, string.rep("x", 20000), 20) end task.wait(21) no("free", h.SetAsync, h, "b", "x", 20)
			local done = 0 for _ = 1, 1200 do task.spawn(function() if pcall(h.GetAsync, h, "k") then done += 1 end end) end task.wait(1) say("done", done <= 1020, done >= 990)`,
			30,
		);
		assert.match(facts.get("server:ttl")!, /InvalidExpirationTime/);
		assert.match(facts.get("server:key")!, /1 to 128 characters/);
		assert.match(facts.get("server:nil")!, /Unable to convert value to json/);
		assert.match(facts.get("server:sort")!, /Unable to convert sortKey/);
		assert.match(facts.get("server:range")!, /from 1 to 200, not 201/);
		assert.match(facts.get("server:bound")!, /exclusiveLowerBound is a table/);
		assert.match(facts.get("server:read")!, /from 1 to 100, not 101/);
		assert.match(facts.get("server:list")!, /from 1 to 200, not 0/);
		assert.match(facts.get("server:yields")!, /TransformCallbackFailed/);
		assert.match(facts.get("server:fails")!, /TransformCallbackFailed.*mine/);
		assert.match(facts.get("server:full")!, /^true false \| true false \| true false \| false .*TotalMemoryOverLimit/);
		assert.equal(facts.get("server:free"), "true false");
		assert.equal(facts.get("server:done"), "true true");
	});
	void it("lists a hash map by pages", async () => {
		const facts = await server(
			`local h = svc("MemoryStoreService"):GetHashMap("h") for at = 1, 5 do h:SetAsync("k" .. at, at, 60) end
			local pages, seen = h:ListItemsAsync(2), {}
			while true do for _, item in pages:GetCurrentPage() do table.insert(seen, item.key .. item.value) end if pages.IsFinished then break end pages:AdvanceToNextPageAsync() end
			say("seen", table.concat(seen, " ")) say("more", pcall(pages.AdvanceToNextPageAsync, pages))`,
			5,
		);
		assert.equal(facts.get("server:seen"), "k11 k22 k33 k44 k55");
		assert.match(facts.get("server:more")!, /^false .*No pages to advance to/);
	});
	void it("refuses an UpdateAsync whose function yields", async () => {
		const facts = await server(
			`local d = svc("DataStoreService"):GetDataStore("s") say("no", pcall(d.UpdateAsync, d, "k", function() task.wait() return 1 end))`,
		);
		assert.match(facts.get("server:no")!, /^false .*Callbacks cannot yield/);
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
	void it("searches the audio that has a title, page by page and at a limited rate (facts 7.2)", async () => {
		const assets = Object.fromEntries(
			Array.from({ length: 40 }, (_, at) => [
				String(100 + at),
				{ duration: 60 + at, title: `Calm ${at}`, artist: "Ann" },
			]),
		);
		const { facts } = await runLuau({
			server: `${get}local a = svc("AssetService")
			local function search(set) local p = Instance.new("AudioSearchParams") for k, v in set do p[k] = v end return a:SearchAudioAsync(p) end
			local pages = search({ SearchKeyword = "calm" }) local first = pages:GetCurrentPage()[1]
			say("page", #pages:GetCurrentPage(), pages.IsFinished, first.Id, first.Title, first.Artist, first.Duration, first.AudioType.Name)
			pages:AdvanceToNextPageAsync() say("next", #pages:GetCurrentPage(), pages.IsFinished)
			say("exact", #search({ Title = "Calm 3" }):GetCurrentPage(), #search({ MinDuration = 95 }):GetCurrentPage())
			say("effects", #search({ AudioSubType = Enum.AudioSubType.SoundEffect }):GetCurrentPage(), search({ SearchKeyword = "door" }):GetCurrentPage()[1] == nil)
			say("meta", a:GetAudioMetadataAsync({ 103 })[1].Title)
			local ok, problem repeat ok, problem = pcall(search, {}) until not ok say("limit", problem)`,
			seconds: 10,
			assets: { ...assets, 900: { duration: 1, title: "Door", audioType: "SoundEffect" } },
		});
		assert.equal(facts.get("server:page"), "30 false 100 Calm 0 Ann 60 Music");
		assert.equal(facts.get("server:next"), "10 true");
		assert.equal(facts.get("server:exact"), "1 5");
		assert.equal(facts.get("server:effects"), "1 true");
		assert.equal(facts.get("server:meta"), "Calm 3");
		assert.match(facts.get("server:limit")!, /HTTP 429 \(Too Many Requests\)/);
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
