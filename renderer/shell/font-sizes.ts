// How large letters may be.

/** CSS pixels, as main/settings/settings.ts allows them. */
export const fontSizes = { guide: { least: 12, most: 28 }, terminal: { least: 8, most: 32 } };
