import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";

import { runOn } from "../run/testing.ts";
import { hasLune, runLune } from "./lune.ts";

const skip = hasLune() ? false : "Lune is not on this machine";
const WRITE = readFileSync(new URL("write-value.luau", import.meta.url), "utf8");

/** What a script reads of the model, under the names that Lune gave. */
const readBack = async (place: string, names: readonly string[]): Promise<Record<string, string>> => {
	const { trace, errors, output } = await runOn(
		`local write = (function() ${WRITE} end)()
		local root = game:FindFirstChild("RoundTrip", true)
		local held = {}
		for _, name in string.split([=[${names.join("\n")}]=], "\\n") do
			local attribute = string.match(name, "^@(.+)$")
			local child, property = string.match(name, "^(%w+)%.(%w+)$")
			local ok, value = pcall(function()
				if attribute then return root:GetAttribute(attribute)
				elseif name == "tags" then local tags = root:GetTags() table.sort(tags) return table.concat(tags, ",")
				else return (root :: any)[child][property] end
			end)
			held[name] = if not ok or value == nil then tostring(value) elseif typeof(value) == "Instance" then value.Name else write(value) or typeof(value)
		end
		print(game:GetService("HttpService"):JSONEncode(held))`,
		{ place },
	);
	assert.equal(errors, 0, output.join("\n"));
	return JSON.parse(String(trace.find(({ kind }) => kind === "log")?.text)) as Record<string, string>;
};

void describe("what Lune wrote, a script reads", { skip }, () => {
	let folder = "";
	let held: Record<string, string> = {};
	before(() => {
		folder = mkdtempSync(path.join(tmpdir(), "round-trip-"));
		held = JSON.parse(runLune("round-trip.luau", folder)) as Record<string, string>;
	});
	after(() => rmSync(folder, { recursive: true, force: true }));
	const same = async (file: string): Promise<void> => {
		assert.deepEqual(await readBack(path.join(folder, file), Object.keys(held)), held);
	};

	void it("from a model in XML: properties, attributes, tags and references", () => same("model.rbxmx"));
	void it("from a place in XML", () => same("place.rbxlx"));
	void it("from a model in binary", () => same("model.rbxm"));
});
