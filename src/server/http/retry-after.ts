const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** The moment of an HTTP-date, seconds since 1970. */
function momentOf(header: string): number | undefined {
	const [day, name, year, hour, minute, second] = string.match(
		header,
		"(%d+)[ %-](%a%a%a)[ %-](%d+) (%d+):(%d+):(%d+)",
	);
	const month = MONTHS.indexOf(tostring(name)) + 1;
	if (month === 0) return undefined;
	const of = (part: string | number | undefined) => tonumber(part) ?? 0;
	// Raises on a day that no calendar has.
	const [ok, at] = pcall(() => DateTime.fromUniversalTime(of(year), month, of(day), of(hour), of(minute), of(second)));
	return ok ? at.UnixTimestamp : undefined;
}

/** Longer waits are a mistake of some machine on the way, not a wish. */
const LONGEST_SECONDS = 86400;

/**
 * Seconds to wait by a `Retry-After` header: seconds, or an HTTP-date.
 * @returns `undefined` when the header is missing or senseless
 */
export function parseRetryAfter(header: string | undefined, unixNow: number): number | undefined {
	if (header === undefined) return undefined;
	const [digits] = string.match(header, "^%s*(%d+%.?%d*)%s*$");
	const at = digits === undefined ? momentOf(header) : undefined;
	const seconds = at !== undefined ? math.max(0, at - unixNow) : tonumber(digits);
	return seconds !== undefined && seconds <= LONGEST_SECONDS ? seconds : undefined;
}
