import type { Track } from "../wire/music";
import { artistOf, lengthOf, titleOf } from "../wire/row-facts";
import type { SfxTrack } from "../wire/sfx";

/** One found asset, with the fields of the engine's own search and a few more. */
export interface AudioItem {
	/** The asset id. */
	Id: number;
	/** Its title. */
	Title: string;
	/** Whose it is. */
	Artist: string;
	/** What it sounds like, in words. */
	Description: string;
	/** Seconds. */
	Duration: number;
	/** Words it is found by. */
	Tags: string[];
	/** Music or a sound effect. */
	AudioType: "Music" | "SoundEffect";
	/** Always `false`: the catalog does not know. */
	IsEndorsed: boolean;
	/** When it was uploaded. */
	CreateTime: string;
	/** When it was last changed. */
	UpdateTime: string;
	/** Who uploaded it. */
	Creator: { Id: number; Name: string; Type: number; IsVerifiedCreator: boolean };
	/** The id as digits. */
	AssetId: string;
	/** Relevance, 0 to 1. */
	Score?: number;
	/** Its genre. */
	Genre?: string;
	/** Its genre, as an address has it. */
	GenreSlug?: string;
	/** Beats a minute. */
	Bpm?: number;
}

const USER = 1;

function addTag(tags: string[], text: string | undefined): void {
	if (text === undefined) return;
	const [tag] = string.match(text, "^%s*(.-)%s*$");
	if (tag !== "" && !tags.includes(tostring(tag))) tags.push(tostring(tag));
}

/** A track as the engine's search would list it. */
export function itemOfTrack(track: Track): AudioItem {
	const tags = new Array<string>();
	addTag(tags, track.genre);
	return {
		Id: tonumber(track.asset_id) ?? 0,
		Title: titleOf(track),
		Artist: artistOf(track) ?? "",
		Description: "",
		Duration: lengthOf(track) ?? 0,
		Tags: tags,
		AudioType: "Music",
		IsEndorsed: false,
		CreateTime: track.created_at ?? "",
		UpdateTime: track.updated_at ?? "",
		Creator: { Id: 0, Name: track.creator_name ?? "", Type: USER, IsVerifiedCreator: false },
		AssetId: track.asset_id,
		Score: track.score,
		Genre: track.genre,
		GenreSlug: track.genre_slug,
		Bpm: track.bpm,
	};
}

/** A sound effect as the engine's search would list it. */
export function itemOfEffect(effect: SfxTrack): AudioItem {
	const tags = new Array<string>();
	addTag(tags, effect.category);
	addTag(tags, effect.subcategory);
	for (const [tag] of string.gmatch(effect.tags ?? "", "[^,;]+")) addTag(tags, tostring(tag));
	return {
		Id: tonumber(effect.asset_id) ?? 0,
		Title: titleOf(effect),
		Artist: effect.creator_name ?? "",
		Description: effect.description ?? "",
		Duration: lengthOf(effect) ?? 0,
		Tags: tags,
		AudioType: "SoundEffect",
		IsEndorsed: false,
		CreateTime: effect.created_at ?? "",
		UpdateTime: effect.updated_at ?? "",
		Creator: {
			Id: effect.creator_id ?? 0,
			Name: effect.creator_name ?? "",
			Type: USER,
			IsVerifiedCreator: false,
		},
		AssetId: effect.asset_id,
		Score: effect.score,
	};
}
