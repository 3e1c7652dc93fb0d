import type { Endpoint } from "../http/endpoint.ts";
import { analytics } from "./analytics.ts";
import { health, privateReport } from "./assets.ts";
import { browse, sfxBrowse } from "./browse.ts";
import { file } from "./file.ts";
import { finevoiceGenerate, finevoiceTask } from "./finevoice.ts";
import { assetOperation, assetUpload } from "./opencloud.ts";
import { assetDetails, storeAsset, universe } from "./opencloud-reads.ts";
import { playlist } from "./playlist.ts";
import { search } from "./search.ts";
import { senseaudioGenerate } from "./senseaudio.ts";
import { sfxSearch } from "./sfx-search.ts";
import { sfxSimilar, similar } from "./similar.ts";
import { structure } from "./structure.ts";
import { sfxTaxonomy } from "./taxonomy.ts";

/** Everything this server answers. */
export const endpoints: readonly Endpoint[] = [
	search,
	similar,
	browse,
	sfxSearch,
	sfxSimilar,
	sfxBrowse,
	sfxTaxonomy,
	structure,
	playlist,
	health,
	privateReport,
	analytics,
	finevoiceGenerate,
	finevoiceTask,
	senseaudioGenerate,
	assetUpload,
	assetOperation,
	assetDetails,
	storeAsset,
	universe,
	file,
];
