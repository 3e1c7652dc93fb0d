import type { Endpoint } from "../http/endpoint.ts";
import { search } from "./search.ts";
import { sfxSearch } from "./sfx-search.ts";
import { sfxSimilar, similar } from "./similar.ts";

/** Everything this server answers. */
export const endpoints: readonly Endpoint[] = [search, similar, sfxSearch, sfxSimilar];
