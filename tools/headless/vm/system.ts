/** What the C library asks of its surroundings: the clock and the calendar. Nothing is printed and nothing opened. */
export const systemImports = (viewOf: () => DataView) => {
	const writeDate = (at: number, values: readonly number[]): void => {
		const view = viewOf();
		values.forEach((value, index) => view.setInt32(at + index * 4, value, true));
	};
	const dayOf = (year: number, month: number, day: number): number =>
		Math.round((Date.UTC(year, month, day) - Date.UTC(year, 0, 1)) / 86_400_000);
	const winterOffset = (year: number): number => new Date(year, 0, 1).getTimezoneOffset();
	const summerOffset = (year: number): number => new Date(year, 6, 1).getTimezoneOffset();
	return {
		emscripten_get_now: (): number => performance.now(),
		emscripten_date_now: (): number => Date.now(),
		clock_time_get: (clock: number, _precision: bigint, at: number): number => {
			const now = clock === 0 ? Date.now() : performance.now();
			viewOf().setBigInt64(at, BigInt(Math.round(now * 1e6)), true);
			return 0;
		},
		/** `struct tm`: seconds, minutes, hours, day, month, years since 1900, weekday, day of the year, … */
		_gmtime_js: (time: bigint, at: number): void => {
			const date = new Date(Number(time) * 1000);
			const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
			writeDate(at, [date.getUTCSeconds(), date.getUTCMinutes(), date.getUTCHours(), day, month, year - 1900]);
			writeDate(at + 24, [date.getUTCDay(), dayOf(year, month, day)]);
		},
		_localtime_js: (time: bigint, at: number): void => {
			const date = new Date(Number(time) * 1000);
			const [year, month, day] = [date.getFullYear(), date.getMonth(), date.getDate()];
			const offset = date.getTimezoneOffset();
			const [winter, summer] = [winterOffset(year), summerOffset(year)];
			const isSummer = winter !== summer && offset === Math.min(winter, summer);
			writeDate(at, [date.getSeconds(), date.getMinutes(), date.getHours(), day, month, year - 1900]);
			writeDate(at + 24, [date.getDay(), dayOf(year, month, day), isSummer ? 1 : 0, -offset * 60]);
		},
		/** Seconds from UTC, whether there is summer time, and two names, which nothing here shows. */
		_tzset_js: (seconds: number, daylight: number, standard: number, summer: number): void => {
			const view = viewOf();
			const year = new Date().getFullYear();
			view.setInt32(seconds, Math.max(winterOffset(year), summerOffset(year)) * 60, true);
			view.setInt32(daylight, winterOffset(year) === summerOffset(year) ? 0 : 1, true);
			for (const name of [standard, summer]) view.setUint32(name, 0x00435455, true);
		},
		fd_write: (_file: number, parts: number, count: number, written: number): number => {
			const view = viewOf();
			let total = 0;
			for (let index = 0; index < count; index++) total += view.getUint32(parts + index * 8 + 4, true);
			view.setUint32(written, total, true);
			return 0;
		},
	};
};
