/**
 * One of several tables, told apart by the names of `Name`: a table that has one of them cannot have another.
 *
 * @example
 * type Source = OneForm<{ query: string } | { playlist: string }, "query" | "playlist">;
 */
export type OneForm<Form, Name extends string> = Form extends unknown
	? Form & { readonly [Other in Exclude<Name, keyof Form>]?: undefined }
	: never;

/**
 * Options of which at least one of some must be there.
 *
 * @example
 * type Search = NeedsOne<SearchFields, "query" | "asset_ids">;
 */
export type NeedsOne<Options, Name extends keyof Options> = {
	[One in Name]-?: Omit<Options, One> & Required<Pick<Options, One>>;
}[Name];

/** Names that an editor completes; others are taken, too, since a place can add its own. */
export type Named<Name extends string> = Name | (string & {});
