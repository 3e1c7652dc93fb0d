import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { createCloud } from "../../net/cloud.ts";
import { runOn } from "../../run/testing.ts";
import { runLuau } from "../run-luau.ts";

const PRELUDE = `local service = game:GetService("DataStoreService")
local function no(label, f, ...) local ok, e = pcall(f, ...) say(label, if ok then "no error" else (string.gsub(e, "^.-:%d+: ", ""))) end
local function all(pages, show) local out = {} while true do for _, item in pages:GetCurrentPage() do table.insert(out, show(item)) end if pages.IsFinished then break end pages:AdvanceToNextPageAsync() end return table.concat(out, " ") end
local function pair(item) return item.key .. "=" .. item.value end\n`;
const server = async (source: string, seconds: number, players = 0) =>
	(await runLuau({ server: PRELUDE + source, seconds, players, latency: 0.05, seed: 1 })).facts;

void describe("versions of a data store's keys (facts 18)", () => {
	void it("keeps one version an hour, and what was there before a removal", async () => {
		const facts = await server(
			`local d = service:GetDataStore("s")
			local function list(...) return all(d:ListVersionsAsync("k", ...), function(v) return (if v.IsDeleted then "gone" else tostring((d:GetVersionAsync("k", v.Version)))) end) end
			local first = d:SetAsync("k", 1) local second = d:SetAsync("k", 2)
			say("hour", list(), d:GetVersionAsync("k", first)) task.wait(3600) local third = d:SetAsync("k", 3) say("next", list(), list(Enum.SortDirection.Descending))
			say("old", d:GetVersionAsync("k", second)) say("none", d:GetVersionAsync("k", "0123456789ABCDEF"))
			d:RemoveAsync("k") say("removed", (d:GetAsync("k")), list(), (d:GetVersionAsync("k", third)))
			d:SetAsync("k", 4) say("again", list())
			d:RemoveVersionAsync("k", second) say("forgotten", list()) no("current", d.RemoveVersionAsync, d, "k", (select(2, d:GetAsync("k")).Version))`,
			2 * 3600,
		);
		assert.equal(facts.get("server:hour"), "2 nil nil");
		assert.equal(facts.get("server:next"), "2 3 3 2");
		assert.match(facts.get("server:old")!, /^2 DataStoreKeyInfo$/);
		assert.equal(facts.get("server:none"), "nil nil");
		assert.equal(facts.get("server:removed"), "nil 2 3 gone 3");
		assert.equal(facts.get("server:again"), "2 3 gone 4");
		assert.equal(facts.get("server:forgotten"), "3 gone 4");
		assert.match(facts.get("server:current")!, /not implemented in the headless engine: RemoveVersionAsync/);
	});
	void it("forgets a version thirty days after the next took its place", () => {
		const cloud = createCloud();
		const day = 86_400;
		const put = (now: number): void =>
			void cloud.handle({ action: "put", store: "data/s/global", key: "k", json: String(now), versioned: true, now });
		const left = (now: number) =>
			cloud
				.handle({ action: "versions", store: "data/s/global", key: "k", now })
				.versions?.map(({ updated }) => updated / day);
		for (const at of [1, 2, 31]) put(at * day);
		assert.deepEqual(left(31 * day), [1, 2, 31]);
		put(32 * day + 1);
		assert.deepEqual(left(33 * day), [2, 31, 32 + 1 / day]);
	});
	void it("tells the version of a time and lists versions by date and page", async () => {
		const facts = await server(
			`local d = service:GetDataStore("s") local times = {}
			for at = 1, 4 do d:SetAsync("k", at * 10) times[at] = DateTime.now().UnixTimestampMillis task.wait(3600) end
			say("at", (d:GetVersionAtTimeAsync("k", times[2])), (d:GetVersionAtTimeAsync("k", times[3] - 3000)), (d:GetVersionAtTimeAsync("k", times[1] - 5000)))
			no("never", d.GetVersionAtTimeAsync, d, "k", -1) no("ahead", d.GetVersionAtTimeAsync, d, "k", times[4] * 2)
			say("between", all(d:ListVersionsAsync("k", nil, times[2] - 1000, times[3] + 1000), function(v) return (d:GetVersionAsync("k", v.Version)) end))
			local pages = d:ListVersionsAsync("k", Enum.SortDirection.Ascending, 0, 0, 3) say("pages", #pages:GetCurrentPage(), pages.IsFinished)
			pages:AdvanceToNextPageAsync() say("last", #pages:GetCurrentPage(), pages.IsFinished) local info = pages:GetCurrentPage()[1]
			say("info", info.ClassName, info.IsDeleted, math.abs(info.CreatedTime - times[4]) < 1000)
			no("size", d.ListVersionsAsync, d, "k", nil, 0, 0, -1)`,
			5 * 3600,
		);
		assert.equal(facts.get("server:at"), "20 20 nil");
		assert.match(facts.get("server:never")!, /before 1970/);
		assert.match(facts.get("server:ahead")!, /ahead/);
		assert.equal(facts.get("server:between"), "20 30");
		assert.equal(facts.get("server:pages"), "3 false");
		assert.equal(facts.get("server:last"), "1 true");
		assert.equal(facts.get("server:info"), "DataStoreObjectVersionInfo false true");
		assert.match(facts.get("server:size")!, /106: PageSize/);
	});
});

void describe("what a data store knows of a key (facts 18)", () => {
	void it("keeps user ids and metadata until a write leaves them out", async () => {
		const facts = await server(
			`local d = service:GetDataStore("s") local options = Instance.new("DataStoreSetOptions") options:SetMetadata({ team = "red" })
			local function info(label) local _, i = d:GetAsync("k") local m = {} for k, v in i:GetMetadata() do table.insert(m, k .. "=" .. tostring(v)) end say(label, table.concat(i:GetUserIds(), ","), table.concat(m)) return i end
			d:SetAsync("k", 1, { 7, 8 }, options) local made = info("set") task.wait(5)
			d:UpdateAsync("k", function(v, i) return v + 1, i:GetUserIds(), i:GetMetadata() end) task.wait(5) local changed = info("kept")
			say("times", changed.CreatedTime == made.CreatedTime, changed.UpdatedTime > made.UpdatedTime, changed.Version ~= made.Version)
			d:UpdateAsync("k", function(v) return v + 1 end) task.wait(5) info("lost")
			local more = Instance.new("DataStoreIncrementOptions") more:SetMetadata({ by = 1 }) local v, i = d:IncrementAsync("k", 5, { 9 }, more) say("inc", v, i:GetUserIds()[1], i:GetMetadata().by)
			say("options", options:GetMetadata().team, Instance.new("DataStoreGetOptions").UseCache)
			options:SetMetadata({ long = string.rep("x", 251) }) no("long", d.SetAsync, d, "k", 1, {}, options)
			options:SetMetadata({ a = string.rep("x", 200), b = string.rep("x", 200) }) no("total", d.SetAsync, d, "k", 1, {}, options)
			no("users", d.SetAsync, d, "k", 1, { 1, 2, 3, 4, 5 }) no("half", d.IncrementAsync, d, "k", 0.5)`,
			60,
		);
		assert.equal(facts.get("server:set"), "7,8 team=red");
		assert.equal(facts.get("server:kept"), "7,8 team=red");
		assert.equal(facts.get("server:times"), "true true true");
		assert.equal(facts.get("server:lost")?.trim(), "");
		assert.equal(facts.get("server:inc"), "8 9 1");
		assert.equal(facts.get("server:options"), "red true");
		assert.match(facts.get("server:long")!, /^511/);
		assert.match(facts.get("server:total")!, /^511/);
		assert.match(facts.get("server:users")!, /^512/);
		assert.match(facts.get("server:half")!, /whole number/);
	});
	void it("stores nothing that holds itself, and what appears twice", async () => {
		const { facts } = await runLuau({
			server: `local d = game:GetService("DataStoreService"):GetDataStore("Twice") local loop = {} loop.inner = { loop } local part = { 1 }
			say("loop", pcall(d.SetAsync, d, "loop", loop)) d:SetAsync("twice", { a = part, b = part }) say("twice", d:GetAsync("twice").b[1])`,
			seconds: 10,
		});
		assert.match(facts.get("server:loop")!, /^false ServerScriptService\.server:\d+: 104: Cannot store Dictionary/);
		assert.equal(facts.get("server:twice"), "1");
	});

	void it("lists keys and stores, with and without what was removed, and one store for all scopes", async () => {
		const facts = await server(
			`local d, e = service:GetDataStore("s"), service:GetDataStore("s", "other") local function name(k) return k.KeyName end
			for _, key in { "b", "a1", "a2" } do d:SetAsync(key, key) end e:SetAsync("c", 1) d:RemoveAsync("a2") service:GetDataStore("t/u"):SetAsync("k", 1)
			say("keys", all(d:ListKeysAsync(), name)) say("prefix", all(d:ListKeysAsync("a"), name)) say("left", all(d:ListKeysAsync("a", 0, "", true), name))
			local pages = d:ListKeysAsync("", 2) say("page", #pages:GetCurrentPage(), pages.Cursor ~= "") say("rest", all(d:ListKeysAsync("", 2, pages.Cursor), name))
			local options = Instance.new("DataStoreOptions") options:SetExperimentalFeatures({ v2 = true }) no("features", options.SetExperimentalFeatures, options, 1)
			options.AllScopes = true local every = service:GetDataStore("s", "", options)
			say("every", all(every:ListKeysAsync(), name)) say("scoped", (every:GetAsync("other/c")), (every:GetAsync("global/b"))) every:SetAsync("new/k", 5) say("written", (service:GetDataStore("s", "new"):GetAsync("k")))
			no("unscoped", every.GetAsync, every, "k") no("both", service.GetDataStore, service, "s", "x", options)
			say("stores", all(service:ListDataStoresAsync(), function(s) return s.DataStoreName end), all(service:ListDataStoresAsync("t"), function(s) return s.DataStoreName end))`,
			120,
		);
		assert.equal(facts.get("server:keys"), "a1 a2 b");
		assert.equal(facts.get("server:prefix"), "a1 a2");
		assert.equal(facts.get("server:left"), "a1");
		assert.equal(facts.get("server:page"), "2 true");
		assert.equal(facts.get("server:rest"), "b");
		assert.match(facts.get("server:features")!, /table expected, got number/);
		assert.equal(facts.get("server:every"), "global/a1 global/a2 global/b other/c");
		assert.equal(facts.get("server:scoped"), "1 b");
		assert.equal(facts.get("server:written"), "5");
		assert.match(facts.get("server:unscoped")!, /"scope\/key"/);
		assert.match(facts.get("server:both")!, /empty string/);
		assert.equal(facts.get("server:stores"), "s t/u t/u");
	});
});

void describe("ordered data stores (facts 18)", () => {
	void it("sort whole numbers both ways, by pages and between bounds", async () => {
		const facts = await server(
			`local d = service:GetOrderedDataStore("scores") local values = { ann = 30, bob = -5, cid = 12, dan = 12, eve = 100 }
			for key, value in values do d:SetAsync(key, value) end
			say("up", all(d:GetSortedAsync(true, 2), pair)) say("down", all(d:GetSortedAsync(false, 2), pair))
			say("between", all(d:GetSortedAsync(true, 100, 12, 30), pair)) say("few", #d:GetSortedAsync(false, 3):GetCurrentPage(), d:GetSortedAsync(false, 3).IsFinished)
			say("one", d:GetAsync("ann")) say("inc", d:IncrementAsync("ann", 5), d:IncrementAsync("new")) say("upd", d:UpdateAsync("bob", function(old) return old + 200 end))
			say("set", d:SetAsync("cid", 1)) say("removed", d:RemoveAsync("eve")) say("after", all(d:GetSortedAsync(false, 100), pair))
			say("apart", service:GetDataStore("scores"):GetAsync("ann") == nil, service:GetOrderedDataStore("scores", "week"):GetAsync("ann"))`,
			120,
			10,
		);
		assert.equal(facts.get("server:up"), "bob=-5 cid=12 dan=12 ann=30 eve=100");
		assert.equal(facts.get("server:down"), "eve=100 ann=30 dan=12 cid=12 bob=-5");
		assert.equal(facts.get("server:between"), "cid=12 dan=12 ann=30");
		assert.equal(facts.get("server:few"), "3 false");
		assert.equal(facts.get("server:one"), "30 nil");
		assert.equal(facts.get("server:inc"), "35 1 nil");
		assert.equal(facts.get("server:upd"), "195 nil");
		assert.equal(facts.get("server:set"), "nil");
		assert.equal(facts.get("server:removed"), "100 nil");
		assert.equal(facts.get("server:after"), "bob=195 ann=35 dan=12 new=1 cid=1");
		assert.equal(facts.get("server:apart"), "true nil nil");
	});
	void it("refuse what is no whole number and what lies outside of their limits", async () => {
		const facts = await server(
			`local d = service:GetOrderedDataStore("o")
			no("half", d.SetAsync, d, "k", 0.5) no("text", d.SetAsync, d, "k", "1") no("update", d.UpdateAsync, d, "k", function() return {} end)
			no("users", d.SetAsync, d, "k", 1, { 1 }) no("zero", d.GetSortedAsync, d, true, 0) no("many", d.GetSortedAsync, d, true, 101) no("min", d.GetSortedAsync, d, true, 1, 0.5) no("max", d.GetSortedAsync, d, true, 1, nil, "x")
			no("order", d.GetSortedAsync, d, true, 1, 5, 4) no("bool", d.GetSortedAsync, d, 1, 1) no("versions", function() return d:ListVersionsAsync("k") end)
			local budget = service:GetRequestBudgetForRequestType(Enum.DataStoreRequestType.GetSortedAsync) local began = time() for _ = 1, 8 do d:GetSortedAsync(true, 1) end say("budget", budget, time() - began > 5)`,
			120,
		);
		assert.equal(facts.get("server:half"), "103: double is not allowed in data stores.");
		assert.equal(facts.get("server:text"), "103: string is not allowed in data stores.");
		assert.match(facts.get("server:update")!, /103: table/);
		assert.match(facts.get("server:users")!, /no user ids/);
		assert.match(facts.get("server:zero")!, /106: PageSize/);
		assert.match(facts.get("server:many")!, /106: PageSize/);
		assert.match(facts.get("server:min")!, /106: MinValue/);
		assert.match(facts.get("server:max")!, /106: MaxValue/);
		assert.match(facts.get("server:order")!, /107: MaxValue/);
		assert.match(facts.get("server:bool")!, /boolean expected, got number/);
		assert.match(facts.get("server:versions")!, /ListVersionsAsync is not a valid member of OrderedDataStore/);
		assert.equal(facts.get("server:budget"), "5 true");
	});
});

void describe("TestService", () => {
	void it("writes its verdicts to the output and counts them", async () => {
		const { trace, errors } = await runOn(`local t = game:GetService("TestService")
			t:Message("hello") t:Error("bad") t:Check(true, "one") t:Check(false, "two") t:Warn(true, "three") t:Warn(false, "four") t:Checkpoint("here") t:Fail("five") t:Require(true, "six")
			print(t.ErrorCount, t.WarnCount) print(select(2, pcall(t.Error, t)))`);
		const lines = trace
			.filter(({ kind }) => kind === "log")
			.map(({ level, text }) => `${String(level)} ${String(text)}`);
		assert.deepEqual(lines.slice(0, -1), [
			"print TestService: hello",
			"error TestService: bad",
			"print Check passed: one",
			"error Check failed: two",
			"print Warning passed: three",
			"warn Warning failed: four",
			"print Test checkpoint: here",
			"error TestService: five",
			"print Require passed: six",
			"print 3 1",
		]);
		assert.match(lines.at(-1)!, /invalid argument #1 to 'Error' \(string expected, got nil\)/);
		assert.equal(errors, 0);
	});
});
