import { plainText } from "../../shared/wire/plain-text";
import type { RadioSettings } from "./options";

/** Equal for stations that play from the same sources: what was baked for one counts for the other. */
export function sourceKey({ seeds, query, playlist, genre, trending, filters }: RadioSettings): string {
	return plainText({ seeds, query, playlist, genre, trending, filters });
}
