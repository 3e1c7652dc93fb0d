// Everything that is heard, in both signal modes and on both engines: the long form of the scenes' own table.
process.env["AUDIOSCAPE_LONG"] = "1";

for (const scene of ["footsteps", "radio", "radio-controls", "radio-players", "zones"]) {
	await import(`../node/${scene}.test.ts`);
}
