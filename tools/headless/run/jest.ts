import { dirname, join, relative } from "node:path";

import { loadPlace, type PlaceNode, placeNode } from "../place/index.ts";
import { createEngine, type EngineOptions, OptionError } from "./engine.ts";
import { messages } from "./messages.ts";
import { createHostOps } from "./ops.ts";
import { createPacer } from "./pacing.ts";
import { decodeDeep, fromTable, unpackWire } from "./wire.ts";

export interface SpecResult {
	readonly module: string;
	readonly title: string;
	readonly status: "passed" | "failed" | "skipped";
	readonly messages: readonly string[];
	readonly seconds: number;
}
export interface SpecRun {
	readonly results: readonly SpecResult[];
	/** Why a spec file could not run at all. */
	readonly broken: readonly { module: string; message: string }[];
	readonly log: readonly string[];
	readonly wallMs: number;
}
export interface SpecOptions {
	readonly project: string;
	readonly signals: "deferred" | "immediate";
	/** Only modules whose path contains one of these. */
	readonly paths: readonly string[];
	/** Only titles that match this pattern. */
	readonly name?: string;
	readonly flags?: Readonly<Record<string, string | number | boolean>>;
	readonly virtualLimit?: number;
}

const DRIVER = `local engine, namePattern, jestPath, rootPaths = ...
local peer = engine.server
local before = engine.cell.ctx
engine.cell.ctx = peer.ctx
local done = false
local game = peer.game
local function find(path)
	local node = game
	for part in string.gmatch(path, "[^/]+") do node = node:FindFirstChild(part) end
	return node
end
local roots = {}
for path in string.gmatch(rootPaths, "[^\\n]+") do table.insert(roots, find(path)) end
local co = coroutine.create(function()
	local ok, err = xpcall(function()
		local Jest = engine.require(find(jestPath))
		local options = { ci = true, silent = false, passWithNoTests = true, reporters = {}, testMatch = { "**/*.spec" }, injectGlobals = false, testTimeout = 600000 }
		if namePattern ~= "" then options.testNamePattern = namePattern end
		local status, output = Jest.runCLI(roots[1], options, roots):awaitStatus()
		engine.specOutput = { status = status, output = output }
	end, function(message)
		return tostring(type(message) == "table" and (message.message or message.error) or message) .. "\\n" .. debug.traceback()
	end)
	if not ok then engine.specOutput = { failure = err } end
	engine.stop()
end)
engine.defer(peer.ctx, co)
engine.cell.ctx = before`;

const COLLECT = `local engine = ...
local out = engine.specOutput
if out == nil then return engine.toHost({ failure = "the specs did not finish within the virtual time limit" }) end
if out.failure then return engine.toHost({ failure = out.failure }) end
local results = {}
local broken = {}
local summary = out.output
if type(summary) ~= "table" or summary.results == nil then
	-- A rejected Promise: the first cause is at the end of its chain of parents.
	while type(summary) == "table" and summary.parent do summary = summary.parent end
	local text = if type(summary) == "table" then summary.error or summary.message else summary
	if type(text) == "table" then text = text.message or text.error end
	return engine.toHost({ failure = tostring(text) .. " " .. tostring(type(summary) == "table" and summary.trace or "") })
end
for _, file in summary.results.testResults do
	local module = tostring(file.testFilePath)
	if file.testExecError or (file.failureMessage and #file.testResults == 0) then
		table.insert(broken, { module = module, message = tostring(file.failureMessage or file.testExecError.message or file.testExecError) })
	end
	for _, test in file.testResults do
		local messages = {}
		for _, message in test.failureMessages or {} do table.insert(messages, tostring(message)) end
		table.insert(results, {
			module = module, title = test.fullName, status = test.status, messages = messages,
			seconds = (tonumber(test.duration) or 0) / 1000,
		})
	end
end
return engine.toHost({ results = results, broken = broken })`;

interface Collected {
	readonly failure?: string;
	readonly results?: { module: string; title: string; status: string; messages: string[] | object; seconds: number }[];
	readonly broken?: { module: string; message: string }[];
}

/** Every module that Jest sees, minus spec modules that the filter leaves out: what is absent is not loaded. */
const filterSpecs = (node: PlaceNode, trail: string, paths: readonly string[]): PlaceNode => ({
	...node,
	children: node.children
		.filter(
			child =>
				!child.name.endsWith(".spec") ||
				paths.length === 0 ||
				paths.some(path => `${trail}/${child.name}`.includes(path)),
		)
		.map(child => filterSpecs(child, `${trail}/${child.name}`, paths)),
});

const jestConfig: PlaceNode = {
	...placeNode("jest.config", "ModuleScript"),
	source: 'return { testMatch = { "**/*.spec" } }',
};
/** Paths of nodes in the place, `Service/Folder/…`, of which a test holds; not inside of what was found. */
const findPaths = (place: PlaceNode, test: (node: PlaceNode) => boolean): string[] => {
	const visit = (node: PlaceNode, trail: string): string[] =>
		test(node) ? [trail] : node.children.flatMap(child => visit(child, `${trail}/${child.name}`));
	return place.children.flatMap(service =>
		service.children.flatMap(child => visit(child, `${service.name}/${child.name}`)),
	);
};
const isSpec = (node: PlaceNode): boolean => node.name.endsWith(".spec");
const holdsSpecs = (node: PlaceNode): boolean =>
	node.name !== "node_modules" && node.children.some(child => isSpec(child) || holdsSpecs(child));
/** The folders right below a service that have specs somewhere; the service itself where specs lie right in it. */
const specRoots = (place: PlaceNode): string[] =>
	place.children.flatMap(service =>
		service.children.some(isSpec)
			? [service.name]
			: service.children.filter(holdsSpecs).map(child => `${service.name}/${child.name}`),
	);
/** Jest for Roblox as npm or Wally brings it: a module of that name beside or above its own packages. */
const isJest = (node: PlaceNode): boolean => node.className === "ModuleScript" && node.name === "Jest";

/** Jest wants a configuration in each folder of specs. */
const withConfig = (place: PlaceNode, roots: readonly string[]): PlaceNode => {
	const visit = (node: PlaceNode, trail: string): PlaceNode => {
		const children = node.children.map(child => visit(child, trail === "" ? child.name : `${trail}/${child.name}`));
		const bare = roots.includes(trail) && !children.some(({ name }) => name === "jest.config");
		return { ...node, children: bare ? [...children, jestConfig] : children };
	};
	return visit(place, "");
};

/**
 * Runs the specs of a project in Jest for Roblox, in one signal mode.
 *
 * @example await runSpecs({ project: "test/test.project.json", signals: "deferred", paths: [] })
 */
export const runSpecs = async (options: SpecOptions): Promise<SpecRun> => {
	const began = performance.now();
	const log: string[] = [];
	const engineOptions: EngineOptions = {
		signals: options.signals,
		seed: 1,
		epoch: 1_767_225_600,
		flags: options.flags ?? {},
		extra: { control: true, keepLines: true, loadModule: true, characters: true, scriptTimeout: 60 },
		onTrace: line => {
			if (line.kind === "log") log.push(`[${line.peer}] ${String(line.text)}`);
		},
		onStack: (_peer, line) => void log.push(`    ${line}`),
	};
	const engine = await createEngine(engineOptions);
	const place = filterSpecs(loadPlace(options.project), "", options.paths);
	const [jest] = findPaths(place, isJest);
	if (jest === undefined) throw new OptionError(messages.noJest(options.project));
	const roots = specRoots(place);
	if (roots.length === 0) return { results: [], broken: [], log, wallMs: performance.now() - began };
	engine.build(withConfig(place, roots).children);
	engine.call("local engine = ... engine.open(engine.server)");
	engine.call(DRIVER, options.name ?? "", jest, roots.join("\n"));
	const pacer = createPacer(engine, { ops: createHostOps({}).ops });
	await pacer.runUntil(options.virtualLimit ?? 36_000);
	const collected = decodeDeep(fromTable(unpackWire(engine.call(COLLECT)[0] as string))) as Collected;
	const broken = Array.isArray(collected.broken) ? collected.broken : [];
	if (collected.failure !== undefined)
		broken.push({ module: relative(process.cwd(), join(dirname(options.project))), message: collected.failure });
	const results = Array.isArray(collected.results) ? collected.results : [];
	return {
		results: results.map(result => ({
			module: result.module,
			title: result.title,
			status: result.status === "passed" ? "passed" : result.status === "failed" ? "failed" : "skipped",
			messages: Array.isArray(result.messages) ? result.messages.map(String) : [],
			seconds: result.seconds,
		})),
		broken,
		log,
		wallMs: performance.now() - began,
	};
};
