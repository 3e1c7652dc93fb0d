import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";

import { ROOT } from "./package-fixtures.ts";
import { installed, packTools, shellIn } from "./tool-packages.ts";

const NAME = "headless-place";

/** The package as npm packs it, in a project that knows nothing else but Jest. */
const install = async (): Promise<string> => {
	const { [NAME]: tarball } = await packTools();
	const project = installed([tarball!]);
	const modules = path.join(project, "node_modules");
	mkdirSync(path.join(modules, "@rbxts"), { recursive: true });
	symlinkSync(path.join(ROOT, "node_modules", "@rbxts-js"), path.join(modules, "@rbxts-js"));
	for (const name of ["jest", "jest-globals"])
		cpSync(path.join(ROOT, "node_modules", "@rbxts", name), path.join(modules, "@rbxts", name), { recursive: true });
	return project;
};
const quickStart = (file: string): string[] =>
	/```sh quickstart\n([^]*?)```/.exec(readFileSync(file, "utf8"))![1]!.trim().split("\n");

void describe("the headless place as a package of its own", () => {
	let project = "";
	let shell: ReturnType<typeof shellIn>;
	before(async () => {
		project = await install();
		shell = shellIn(project);
	});
	after(() => rmSync(project, { recursive: true, force: true }));

	for (const file of ["docs/headless.md", "tools/headless/README.md"])
		void it(`does what the five lines of ${file} say`, () => {
			rmSync(path.join(project, "specs"), { recursive: true, force: true });
			const [first, ...lines] = quickStart(path.join(ROOT, file));
			assert.match(first!, new RegExp(`^npm install --save-dev ${NAME} `));
			assert.ok(lines.length <= 4);
			const last = lines.map(shell).at(-1)!;
			assert.equal(last.status, 0, last.stdout + last.stderr);
			assert.match(last.stdout, /deferred signals: 1 passed, 0 failed/);
			assert.match(last.stdout, /immediate signals: 1 passed, 0 failed/);
		});

	void it("fails when a spec fails, and says which and why", () => {
		const spec = path.join(project, "specs/broken.spec.luau");
		writeFileSync(
			spec,
			`local jest = require(game.ReplicatedStorage.rbxts_include.node_modules["@rbxts-js"].JestGlobals)\njest.test("adds", function() jest.expect(1 + 1).toBe(3) end)`,
		);
		const { status, stdout } = shell("npx headless-place test specs --signals deferred");
		rmSync(spec);
		assert.equal(status, 1);
		assert.match(stdout, /✗ .*broken.* › adds \(deferred signals\)/);
		assert.match(stdout, /Expected: 3/);
		assert.match(stdout, /1 passed, 1 failed/);
	});

	void it("runs scripts, from the command line and from Node", () => {
		writeFileSync(path.join(project, "main.server.luau"), `task.wait(5) print("five", time() >= 5)`);
		assert.match(shell("npx headless-place run main.server.luau --seconds 6").stdout, /five true/);
		writeFileSync(
			path.join(project, "run.mjs"),
			`import { runHeadless } from "headless-place";
			const { output } = await runHeadless({ place: false, seconds: 1, serverScripts: [{ name: "Main", source: "print('hi')" }] });
			console.log(output.join());`,
		);
		assert.equal(shell("node run.mjs").stdout.trim(), "[server] hi");
	});

	void it("refuses what it cannot follow", () => {
		assert.equal(shell("npx headless-place tset").status, 2);
		assert.match(shell("npx headless-place test nowhere").stderr, /nowhere/);
		assert.match(
			shell("npx headless-place run main.server.luau --seconds x").stderr,
			/--seconds takes a number, got "x"/,
		);
	});

	void it("names no product but for the holders of its licence", () => {
		const installed = path.join(project, "node_modules", NAME);
		const named = /audioscape|finevoice/i;
		const found = spawnSync("grep", ["-rilE", "--exclude=LICENSE", "--exclude=package.json", named.source, installed], {
			encoding: "utf8",
		});
		assert.equal(found.stdout, "");
		// Where it is kept is where the product is kept, too.
		const { repository, homepage, bugs, ...told } = JSON.parse(
			readFileSync(path.join(installed, "package.json"), "utf8"),
		) as Record<string, unknown>;
		assert.ok([repository, homepage, bugs].every(place => place !== undefined));
		assert.doesNotMatch(JSON.stringify(told), named);
	});
});
