import assert from "node:assert/strict";
import { test } from "node:test";

import { printed } from "../../run/testing.ts";

const EVENT = `local event = Instance.new("BindableEvent")`;

test("deferred: handlers run at the next resumption point, not inside Fire (facts 14)", async () => {
	const source = `${EVENT} event.Event:Connect(function(x) print("handler", x) end) event:Fire(1) print("after")`;
	assert.deepEqual(await printed(source), ["after", "handler 1"]);
	assert.deepEqual(await printed(source, { signals: "immediate" }), ["handler 1", "after"]);
});

test("Disconnect drops invocations that are queued already (facts 14)", async () => {
	const source = `${EVENT} local c = event.Event:Connect(print) event:Fire("lost") c:Disconnect() print(c.Connected)`;
	assert.deepEqual(await printed(source), ["false"]);
});

test("destroying the instance disconnects but lets queued invocations run (facts 14)", async () => {
	const lines = await printed(`
		${EVENT}
		local c = event.Event:Connect(print)
		event:Fire("kept")
		event:Destroy()
		print(c.Connected)
		event:Fire("lost")
	`);
	assert.deepEqual(lines, ["false", "kept"]);
});

test("Once runs once however often it was fired before (facts 14)", async () => {
	assert.deepEqual(await printed(`${EVENT} event.Event:Once(print) event:Fire(1) event:Fire(2)`), ["1"]);
});

test("Wait returns the arguments (facts 19)", async () => {
	const lines = await printed(
		`${EVENT} task.delay(1, function() event:Fire("a", nil, 3) end) print(event.Event:Wait())`,
	);
	assert.deepEqual(lines, ["a nil 3"]);
});

test("handlers may yield, and an error in one does not stop the others (facts 19)", async () => {
	const lines = await printed(`
		${EVENT}
		event.Event:Connect(function() error("bad") end)
		event.Event:Connect(function() task.wait(1) print("yielded") end)
		event.Event:Connect(function() print("fine") end)
		event:Fire()
	`);
	assert.deepEqual(lines, ["error: ServerScriptService.Main:3: bad", "fine", "yielded"]);
});

test("re-entrancy of deferred events ends at depth 10 (facts 14)", async () => {
	const lines = await printed(`
		${EVENT}
		local n = 0
		event.Event:Connect(function() n += 1 event:Fire() end)
		event:Fire()
		task.wait(0.5)
		print(n)
	`);
	assert.equal(lines.at(-1), "10");
	assert.match(lines[0]!, /Maximum event re-entrancy depth exceeded for BindableEvent.Event/);
});

test("handlers that are connected while an event fires do not run for it", async () => {
	const lines = await printed(
		`${EVENT} event.Event:Connect(function() print("first") event.Event:Connect(function() print("second") end) end) event:Fire()`,
		{ signals: "immediate" },
	);
	assert.deepEqual(lines, ["first"]);
});

test("GetPropertyChangedSignal passes nothing and is the same signal each time; Changed passes the name (facts 19)", async () => {
	const lines = await printed(`
		local folder = Instance.new("Folder")
		print(folder:GetPropertyChangedSignal("Name") == folder:GetPropertyChangedSignal("Name"))
		folder:GetPropertyChangedSignal("Name"):Connect(function(...) print("signal", select("#", ...)) end)
		folder.Changed:Connect(function(name) print("changed", name) end)
		folder.Name = "New"
		folder.Name = "New"
	`);
	assert.deepEqual(lines, ["true", "signal 0", "changed Name"]);
});

test("connecting something that is no function raises, and so does an unknown member (facts 19)", async () => {
	const lines = await printed(`
		${EVENT}
		print(pcall(function() event.Event:Connect(3) end))
		print(pcall(function() return event.Event.Fire end))
		print(typeof(event.Event), typeof(event.Event:Connect(print)))
	`);
	assert.match(lines[0]!, /^false .*Passed value is not a function/);
	assert.match(lines[1]!, /^false .*Fire is not a valid member of RBXScriptSignal/);
	assert.equal(lines[2], "RBXScriptSignal RBXScriptConnection");
});

test("what is fired is copied: without its metatable, even a locked one, and free to change", async () => {
	const lines = await printed(`
		local event, got = Instance.new("BindableEvent"), nil
		event.Event:Connect(function(value) got = value end)
		event:Fire(setmetatable({ a = 1, [5] = 2 }, { __metatable = "locked", __index = { b = 3 } })) task.wait()
		print(got.a, got["5"], got[5], got.b, getmetatable(got))
		event:Fire(table.freeze({ inner = table.freeze({ 1 }) })) task.wait()
		got.more, got.inner[2] = 1, 2
		print(got.more, #got.inner)`);
	assert.deepEqual(lines, ["1 2 nil nil nil", "1 2"]);
});
