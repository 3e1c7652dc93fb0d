import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const MODULES = ["@rbxts", "@rbxts-js"];

/** A project for a folder of specs: the folder, and what npm has installed for Roblox where compiled code looks for it. */
const treeFor = (folder: string): object => {
	const modules = path.resolve("node_modules");
	const installed = MODULES.filter(name => existsSync(path.join(modules, name)));
	const include = path.resolve("include");
	return {
		name: "Specs",
		tree: {
			$className: "DataModel",
			ReplicatedStorage: {
				$className: "ReplicatedStorage",
				[path.basename(folder)]: { $path: folder },
				rbxts_include: {
					...(existsSync(include) ? { $path: include } : { $className: "Folder" }),
					node_modules: {
						$className: "Folder",
						...Object.fromEntries(installed.map(name => [name, { $path: path.join(modules, name) }])),
					},
				},
			},
		},
	};
};

/**
 * The project of what was named: a project file as it is, a folder by a project made for it, which `dispose` removes.
 *
 * @example
 * const { project, dispose } = projectOf("specs");
 */
export const projectOf = (named: string): { project: string; dispose: () => void } => {
	const isFolder = statSync(named).isDirectory();
	const own = isFolder ? path.join(named, "default.project.json") : named;
	if (!isFolder || existsSync(own)) return { project: own, dispose: () => undefined };
	const folder = mkdtempSync(path.join(tmpdir(), "headless-place-"));
	const project = path.join(folder, "specs.project.json");
	writeFileSync(project, JSON.stringify(treeFor(path.resolve(named))));
	return { project, dispose: () => rmSync(folder, { recursive: true, force: true }) };
};
