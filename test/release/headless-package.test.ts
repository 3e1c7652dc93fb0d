import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";

const ROOT = path.resolve(import.meta.dirname, "../..");
const PACKAGE = path.join(ROOT, "tools/headless");
const manifest = JSON.parse(readFileSync(path.join(PACKAGE, "package.json"), "utf8")) as {
	name: string;
	dependencies: Record<string, string>;
};

/** The package as npm packs it, in a project that knows nothing else; what it depends on comes from this checkout. */
const install = (project: string): void => {
	const modules = path.join(project, "node_modules");
	mkdirSync(path.join(modules, ".bin"), { recursive: true });
	const packed = execFileSync("npm", ["pack", PACKAGE, "--silent"], { cwd: project, encoding: "utf8" }).trim();
	execFileSync("tar", ["xzf", packed], { cwd: project });
	cpSync(path.join(project, "package"), path.join(modules, manifest.name), { recursive: true });
	symlinkSync(path.join(modules, manifest.name, "bin.mjs"), path.join(modules, ".bin", manifest.name));
	for (const name of [...Object.keys(manifest.dependencies), "@rbxts-js", "@rbxts/jest", "@rbxts/jest-globals"]) {
		const to = path.join(modules, name);
		mkdirSync(path.dirname(to), { recursive: true });
		if (!existsSync(to)) symlinkSync(path.join(ROOT, "node_modules", name), to);
	}
	writeFileSync(path.join(project, "package.json"), "{}");
};
const quickStart = (file: string): string[] =>
	/```sh quickstart\n([^]*?)```/.exec(readFileSync(file, "utf8"))![1]!.trim().split("\n");

void describe("the headless place as a package of its own", () => {
	let project = "";
	before(() => {
		project = mkdtempSync(path.join(tmpdir(), "headless-package-"));
		install(project);
	});
	after(() => rmSync(project, { recursive: true, force: true }));
	const shell = (line: string) => spawnSync("sh", ["-c", line], { cwd: project, encoding: "utf8" });

	for (const file of ["docs/headless.md", "tools/headless/README.md"])
		void it(`does what the five lines of ${file} say`, () => {
			rmSync(path.join(project, "specs"), { recursive: true, force: true });
			const [first, ...lines] = quickStart(path.join(ROOT, file));
			assert.match(first!, new RegExp(`^npm install --save-dev ${manifest.name} `));
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
			/--seconds takes a number, not "x"/,
		);
	});

	void it("names no product but for the holders of its licence", () => {
		const found = spawnSync(
			"grep",
			["-rilE", "--exclude=LICENSE", "audioscape|finevoice", path.join(project, "node_modules", manifest.name)],
			{
				encoding: "utf8",
			},
		);
		assert.equal(found.stdout, "");
	});
});
