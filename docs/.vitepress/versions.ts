/**
 * Older versions of the site that are kept beside this one, the latest first. A release that breaks something puts the one
 * before it here and in a folder of its own: `npm run docs -- --base /0.1/`.
 */
export const versions: ReadonlyArray<{ readonly name: string; readonly link: string }> = [];
