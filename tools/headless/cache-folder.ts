import path from "node:path";

/** In a checkout beside what else is built, installed within the package. */
const HOME = import.meta.dirname.includes("node_modules")
	? path.join(import.meta.dirname, ".cache")
	: path.resolve(import.meta.dirname, "../../build");

/**
 * Where something is kept from run to run that can be made again. Whoever cannot write there is only slower.
 *
 * @example cacheFolder("bytecode")
 */
export const cacheFolder = (name: string): string => path.join(HOME, name);
