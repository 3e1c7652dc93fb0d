import { counted } from "../report/text.ts";

/** `569 steps, 1 fault` */
export const outcome = ({ steps, faults }: { steps: readonly unknown[]; faults: readonly unknown[] }): string =>
	`${counted(steps.length, "step")}, ${counted(faults.length, "fault")}`;

/** Every sentence of `audioscape play` and `audioscape report`. */
export const messages = {
	usage: (got: string) => `play takes one place, got "${got}" as well`,
	badApi: (got: string) => `--api takes an http(s) address, got "${got}"`,
	notPlace: (file: string) => `${file} is a model; play takes a place: a Rojo project (.json), .rbxl or .rbxlx`,
	noProduct: (file: string) => `AudioScape is not in ${file}; "npx audioscape init" puts it there`,
	onlyWithPlace: (flag: string) => `--${flag} is for a place of your own; the bundled game brings its own`,
	reportUsage: "report takes one trace, or two to compare, which play --trace or headless run --trace wrote",
	noTrace: (file: string) => `${file} holds no trace`,
} as const;
