const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Days since 1970-01-01 of a date of the Gregorian calendar (Howard Hinnant's civil-day rule). */
function daysFromCivil(year: number, month: number, day: number): number {
	const y = month <= 2 ? year - 1 : year;
	const era = math.floor(y / 400);
	const yearOfEra = y - era * 400;
	const dayOfYear = math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
	const dayOfEra = yearOfEra * 365 + math.floor(yearOfEra / 4) - math.floor(yearOfEra / 100) + dayOfYear;
	return era * 146097 + dayOfEra - 719468;
}

/**
 * Seconds to wait by a `Retry-After` header: seconds, or an HTTP-date.
 * @returns `undefined` when the header is missing or senseless
 */
export function parseRetryAfter(header: string | undefined, unixNow: number): number | undefined {
	if (header === undefined) return undefined;
	const [seconds] = string.match(header, "^%s*(%d+%.?%d*)%s*$");
	if (seconds !== undefined) return tonumber(seconds);
	const [day, monthName, year, hour, minute, second] = string.match(
		header,
		"(%d+)[ %-](%a%a%a)[ %-](%d+) (%d+):(%d+):(%d+)",
	);
	const month = MONTHS.indexOf(tostring(monthName)) + 1;
	if (day === undefined || month === 0) return undefined;
	const at =
		daysFromCivil(tonumber(year)!, month, tonumber(day)!) * 86400 +
		tonumber(hour)! * 3600 +
		tonumber(minute)! * 60 +
		tonumber(second)!;
	return math.max(0, at - unixNow);
}
