import type { TextEdit } from '../text/edit.ts';
import { basename, dirname, isNote } from '../text/path.ts';

/** What a wikilink cannot hold in its target, and Obsidian keeps out of names. */
const notInWiki = /[#|^\r\n]|\[\[|\]\]|%%/;

/** Whether a target can be written between `[[` and `]]`. */
export function fitsWiki(path: string): boolean {
  return !notInWiki.test(path);
}

/** A path without the extension of a note, as wikilinks give it. */
export function withoutMd(path: string): string {
  return isNote(path) ? path.slice(0, -3) : path;
}

/** `target` as seen from the folder of `source`: `b.md`, `sub/b.md`, `../b.md`. */
export function relativePath(target: string, source: string): string {
  const from = segments(dirname(source));
  const to = segments(dirname(target));
  let shared = 0;
  while (shared < from.length && shared < to.length && from[shared] === to[shared]) shared++;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared), basename(target)].join('/');
}

function segments(folder: string): string[] {
  return folder === '' ? [] : folder.split('/');
}

/** How the destination of a Markdown link is written. */
export interface DestinationStyle {
  /** Between `<` and `>`, where spaces may stand. */
  angled: boolean;
  /** Spaces as `%20` although they might stand. */
  spaces: boolean;
  /** Characters above ASCII as percent escapes. */
  all: boolean;
}

/** The style of a destination as it stands in the source, without its angle brackets. */
export function destinationStyle(source: string, angled: boolean): DestinationStyle {
  return { angled, spaces: source.includes('%20'), all: /%[89a-f][\da-f]/i.test(source) };
}

const plainStyle: DestinationStyle = { angled: false, spaces: true, all: false };

/** A path, or one heading of a fragment, in the destination of a Markdown link, percent-encoded where it has to be. */
export function encodeDestination(text: string, style = plainStyle): string {
  const needed = style.angled ? /[%<>\\|#?:&\r\n]/g : /[\s%<>()[\]\\"`*|{}#?:&]/g;
  const encoded = text.replace(needed, escapeCharacter);
  const spaced = style.angled && !style.spaces ? encoded : encoded.replace(/\s/g, escapeCharacter);
  return style.all ? spaced.replace(/[^\0-\x7f]+/g, (characters) => encodeURIComponent(characters)) : spaced;
}

/** A fragment as it follows `#`: the `#` between nested headings stays. */
export function encodeFragment(fragment: string, style = plainStyle): string {
  return fragment
    .split('#')
    .map((part) => encodeDestination(part, style))
    .join('#');
}

/** The text of a link within `[…]`. */
export function escapeLabel(text: string): string {
  return text.replace(/[[\]\\]/g, '\\$&');
}

/** An ASCII character or white space as percent escapes, those included that `encodeURIComponent` leaves. */
function escapeCharacter(character: string): string {
  const code = character.charCodeAt(0);
  return code < 0x80 ? `%${code.toString(16).toUpperCase().padStart(2, '0')}` : encodeURIComponent(character);
}

/**
 * The edit that puts a link in the place of `[from, to)`, as a link whatever stands before it: after `!` it would be an
 * embed, after a `\\` none at all.
 */
export function placeLink(text: string, from: number, to: number, link: string): TextEdit {
  const marked = text[from - 1] === '!';
  const mark = marked ? from - 1 : from;
  let slashes = 0;
  while (text[mark - 1 - slashes] === '\\') slashes++;
  if (marked && slashes % 2 === 0) return { from: mark, to, insert: `\\!${link}` };
  return { from, to, insert: !marked && slashes % 2 === 1 ? `\\${link}` : link };
}
