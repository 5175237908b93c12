/**
 * The ids that Hugo gives to headings. Measured against Hugo 0.111.3 (`old`) and 0.147.6 (`new`);
 * Hugo itself never checks a fragment, so a wrong id here is a dead link on the blog.
 */
export type HeadingIdType = 'github' | 'github-ascii' | 'blackfriday';

const unicodeSpace = /^[\s\u0085\u00a0]+|[\s\u0085\u00a0]+$/g;
const githubCharacter = /[-_ \p{L}\p{Nd}]/u;
const blackfridayCharacter = /[\p{L}\p{N}]/u;

/** The id of a heading with this text, before it is made unique; '' where nothing of the text may stand in an id. */
export function anchorName(text: string, type: HeadingIdType): string {
  if (type === 'blackfriday') return blackfridayName(text);
  const letters = type === 'github-ascii' ? withoutAccents(text) : text;
  let name = '';
  for (const char of letters.replace(unicodeSpace, '')) {
    if (type === 'github-ascii' && char > '\x7f') continue;
    if (char === ' ') name += '-';
    else if (githubCharacter.test(char)) name += lower(char);
  }
  return name;
}

function blackfridayName(text: string): string {
  let name = '';
  let gap = false;
  for (const char of text) {
    if (!blackfridayCharacter.test(char)) {
      gap = true;
      continue;
    }
    if (gap && name !== '') name += '-';
    gap = false;
    name += lower(char);
  }
  return name;
}

/** Go lowers one code point to one: `İ` gives `i`, without the dot that JavaScript adds. */
function lower(char: string): string {
  const lowered = char.toLowerCase();
  return lowered.length === char.length ? lowered : String.fromCodePoint(lowered.codePointAt(0) ?? 0);
}

function withoutAccents(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .normalize('NFC');
}

/** Ids of one page: the first that is free wins. */
export interface IdPool {
  /** A heading without an id of its own. */
  generate(text: string): string;
  /** An id written as `{#id}`: it stands, twice if need be, and counts as used. */
  reserve(id: string): void;
}

export function createIdPool(type: HeadingIdType): IdPool {
  const used = new Set<string>();
  return {
    generate(text) {
      const base = anchorName(text, type) || 'heading';
      let id = base;
      for (let n = 1; used.has(id); n++) id = `${base}-${n}`;
      used.add(id);
      return id;
    },
    reserve: (id) => void used.add(id),
  };
}
