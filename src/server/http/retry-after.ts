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

/**
 * Seconds to wait by a `Retry-After` header: seconds, or an HTTP-date.
 * @returns `undefined` when the header is missing or senseless
 */
export function parseRetryAfter(header: string | undefined, unixNow: number): number | undefined {
	if (header === undefined) return undefined;
	const [seconds] = string.match(header, "^%s*(%d+%.?%d*)%s*$");
	if (seconds !== undefined) return tonumber(seconds);
	const at = momentOf(header);
	return at !== undefined ? math.max(0, at - unixNow) : undefined;
}
