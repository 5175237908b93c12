/**
 * Thrown where a note holds more of something than the grammar takes in one piece (see `syntax/bounds.ts`): only the
 * grammar knows what becomes of it then.
 */
export class Unbounded extends Error {}

/** Containers inside one another. */
export const DEPTH = 99;
/** Characters of one paragraph, and of one that may be a definition. */
export const PARAGRAPH = 40_000;
export const DEFINITION = 3500;
/** Marks of emphasis, brackets, `<` and parentheses in one paragraph; half of what the grammar takes, or less. */
export const MARKS = 2000;
export const BRACKETS = 250;
export const TAGS = 1000;
export const PARENTHESES = 30;
