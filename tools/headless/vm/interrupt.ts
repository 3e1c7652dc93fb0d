import { type LuauVm, VmFailure, type VmValue } from "./types.ts";

/**
 * Stops scripts that never yield. Luau calls `global_State.cb.interrupt` at loop edges and calls; luau-web leaves it
 * empty and offers no way to set it, so it is found in memory and pointed at a small function of our own.
 */
export interface Watchdog {
	/**
	 * Tells where the bytes lie that the kernel shares, as `tostring` shows their buffer; see kernel/scheduler.
	 *
	 * @returns false when they are not there
	 */
	readonly attach: (shown: string) => boolean;
}

/** 32-bit layout of Luau's `lua_State` as luau-web 1.4.0 compiled it; the probe below notices when it differs. */
const STATE = { status: 3, global: 16, calls: 48, baseCalls: 50 } as const;
const LUA_YIELD = 1;
const SCAN_BYTES = 8192;
const PROBE_LOOPS = 1_000_000;
/** A Luau closure of a C function: whether it is one, and the slot of its function. */
const CLOSURE = { isNative: 3, slot: 16 } as const;
/** A Luau buffer's bytes, and what the kernel keeps there. */
const SHARED = { data: 8, ticket: 0, cut: 4, mark: 8, marked: 0x57a7c4 } as const;
/** Why a script was cut off, as the kernel reads it. */
const CUT = { time: 1, memory: 2 } as const;
/** How much longer than the limit a script gets that catches its own end inside a sort or a metamethod, over and over. */
const HARD_FACTOR = 3;

/**
 * `(lua_State*, gc)`: counts, and calls Node every 65,536th time only, so that a loop costs next to nothing.
 * (type (i32 i32)->()) (import "e" "f") (global mut i32) (export "g") code: g += 1; if !(g & 0xffff) call f(L, gc)
 */
const COUNTER = Uint8Array.from([
	0, 97, 115, 109, 1, 0, 0, 0, 1, 6, 1, 96, 2, 127, 127, 0, 2, 7, 1, 1, 101, 1, 102, 0, 0, 3, 2, 1, 0, 6, 6, 1, 127, 1,
	65, 0, 11, 7, 5, 1, 1, 103, 0, 1, 10, 28, 1, 26, 0, 35, 0, 65, 1, 106, 36, 0, 35, 0, 65, 255, 255, 3, 113, 69, 4, 64,
	32, 0, 32, 1, 16, 0, 11, 11,
]);

/** Where `interrupt` lies: the callbacks follow the pointer-encoding key, which is 1, 0, 0, 0 in 64 bits each. */
const findCallbacks = (vm: LuauVm): number | undefined => {
	const words = new Uint32Array(vm.memory().buffer);
	const global = words[(vm.state() + STATE.global) >> 2]!;
	const key = [1, 0, 0, 0, 0, 0, 0, 0];
	for (let at = (global + 7) & ~7; at < global + SCAN_BYTES; at += 8)
		if (key.every((word, index) => words[(at >> 2) + index] === word)) return at + 32;
	return undefined;
};

/** An address as Luau's `tostring` shows it. */
const addressIn = (shown: string): number => Number(/0x[0-9a-f]+$/.exec(shown)?.[0] ?? 0);

/**
 * Inside a sort or a metamethod nothing can yield, but an error can be raised: what `coroutine.yield` does there. Its
 * function is called by its slot, which its closure tells, whose address `tostring` tells.
 */
const findRefusal = (vm: LuauVm): ((state: number) => void) | undefined => {
	const chunk = vm.load("return tostring(coroutine.yield)", "=engine/probe");
	const shown = typeof chunk === "string" ? "" : String(chunk()[0]);
	const address = addressIn(shown);
	const memory = new DataView(vm.memory().buffer);
	if (address === 0 || address % 8 !== 0 || address + CLOSURE.slot > memory.byteLength) return undefined;
	if (memory.getUint8(address + CLOSURE.isNative) !== 1) return undefined;
	const slot = memory.getUint32(address + CLOSURE.slot, true);
	const table = vm.table();
	const refuse = slot > 0 && slot < table.length ? (table.get(slot) as ((state: number) => void) | null) : null;
	return refuse ?? undefined;
};

const REFUSAL_PROBE = `local calls = 0
local ok, problem = pcall(table.sort, { 1, 2 }, function()
	for i = 1, ${PROBE_LOOPS} do calls += 1 end
	return false
end)
return not ok and calls < ${PROBE_LOOPS} and problem`;

const PROBE = `local co = coroutine.create(function() for i = 1, ${PROBE_LOOPS} do end end)
coroutine.resume(co)
return coroutine.status(co)`;

/** From when on the work of a resumption is measured: most are over by then, and asking for it is not free. */
const SHORT = 0.05;
/** Seconds by the clock and of work so far: a script is not to blame for a machine that is busy with something else. */
const meter = () => {
	const clock = (): number => performance.now() / 1000;
	const work = (): number => {
		const { user, system } = process.cpuUsage();
		return (user + system) / 1e6;
	};
	let began = clock();
	let before: number | undefined;
	return {
		reset: (): void => {
			began = clock();
			before = undefined;
		},
		spent: (): number => {
			const spent = clock() - began;
			if (spent < SHORT) return spent;
			before ??= work() - SHORT;
			return Math.min(spent, work() - before);
		},
	};
};

/** What the probes showed; one process runs one build of Luau. */
let verdict: { readonly works: boolean; readonly refuses: boolean } | undefined;
const probe = (vm: LuauVm, mayRefuse: boolean): NonNullable<typeof verdict> => {
	const answerTo = (source: string): VmValue => {
		const chunk = vm.load(source, "=engine/probe");
		return typeof chunk === "string" ? undefined : chunk()[0];
	};
	const works = answerTo(PROBE) === "suspended";
	return {
		works,
		refuses: works && mayRefuse && /attempt to yield across/.test(String(answerTo(REFUSAL_PROBE))),
	};
};

/**
 * @param limit - real seconds that one resumption may take
 * @returns undefined when this build of Luau cannot be interrupted this way
 */
export const installWatchdog = (vm: LuauVm, limit: number): Watchdog | undefined => {
	const callbacks = findCallbacks(vm);
	if (callbacks === undefined) return undefined;
	let probing = true;
	/** Where the shared bytes lie; memory that grew has another buffer. */
	let shared: number | undefined;
	const bytes = (): DataView => new DataView(vm.memory().buffer, shared);
	const markCut = (why: number): void => {
		if (shared !== undefined) bytes().setUint32(SHARED.cut, why, true);
	};
	let watched = 0;
	const time = meter();
	let refuse = findRefusal(vm);
	const onCount = (state: number, gc: number): void => {
		if (gc >= 0) return;
		if (!probing) {
			const ticket = shared === undefined ? 0 : bytes().getUint32(SHARED.ticket, true);
			if (ticket !== watched) time.reset();
			watched = ticket;
			if (ticket === 0) return;
		}
		const spent = probing ? limit : time.spent();
		const exhausted = !probing && vm.failure() !== undefined;
		if (spent < limit && !exhausted) return;
		if (exhausted) vm.lastWords();
		markCut(exhausted ? CUT.memory : CUT.time);
		const memory = new DataView(vm.memory().buffer);
		if (memory.getUint16(state + STATE.calls, true) > memory.getUint16(state + STATE.baseCalls, true)) {
			if (!probing && (spent > limit * HARD_FACTOR || (refuse === undefined && spent > limit)))
				throw new VmFailure(
					"Script timeout: exhausted allowed execution time, inside a call that cannot be interrupted; the run ends here",
				);
			refuse?.(state);
			return;
		}
		// The VM leaves the coroutine as if it had yielded; the scheduler closes it.
		memory.setUint8(state + STATE.status, LUA_YIELD);
	};
	const instance = new WebAssembly.Instance(new WebAssembly.Module(COUNTER), { e: { f: onCount } });
	const table = vm.table();
	table.set(vm.spareSlot, instance.exports.g);
	const words = new Uint32Array(vm.memory().buffer);
	words[(callbacks + 4) >> 2] = vm.spareSlot;
	verdict ??= probe(vm, refuse !== undefined);
	const { works } = verdict;
	if (!verdict.refuses) refuse = undefined;
	probing = false;
	// Who catches the error and ends is found out all the same.
	vm.whenExhausted(() => markCut(CUT.memory));
	if (!works) {
		words[(callbacks + 4) >> 2] = 0;
		return undefined;
	}
	return {
		attach: shown => {
			const address = addressIn(shown);
			const { buffer } = vm.memory();
			if (address === 0 || address + SHARED.data + SHARED.mark + 4 > buffer.byteLength) return false;
			if (new DataView(buffer, address + SHARED.data).getUint32(SHARED.mark, true) !== SHARED.marked) return false;
			shared = address + SHARED.data;
			return true;
		},
	};
};
