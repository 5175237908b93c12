import type { Generation } from './goldmark.ts';

/**
 * How Hugo turns the name of a file (or a path) into that part of a URL. Measured against Hugo 0.111.3 (`old`:
 * sanitise, then lower) and 0.147.6 (`new`: lower, each space a hyphen, then sanitise).
 */
export function urlName(name: string, generation: Generation): string {
  // The old one sanitises the whole path, so that space at the ends of a name meets a slash and becomes a hyphen.
  const clean =
    generation === 'old'
      ? lower(sanitise(`/${name}/`)).slice(1, -1)
      : sanitise(lower(name).replaceAll(' ', '-'));
  return /^\.{1,2}$/.test(clean) ? '' : clean;
}

const kept = /[\p{L}\p{Nd}\p{M}./\\_#+~@-]/u;
const space = /[\s\u0085]/;

/** Runs of space become one hyphen, unless one stands there already; what is not kept vanishes. */
function sanitise(text: string): string {
  let out = '';
  let hyphen = false;
  let pending = false;
  for (let at = 0; at < text.length; ) {
    const char = String.fromCodePoint(text.codePointAt(at) ?? 0);
    if (kept.test(char) || isEscape(text, at)) {
      hyphen = char === '-';
      if (pending && !hyphen) out += '-';
      pending = false;
      out += char;
    } else if (out !== '' && !hyphen && space.test(char)) pending = true;
    at += char.length;
  }
  return decodeEscapes(out);
}

function isEscape(text: string, at: number): boolean {
  return /^%[0-9a-f]{2}/i.test(text.slice(at, at + 3));
}

function decodeEscapes(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function lower(text: string): string {
  let out = '';
  for (const char of text) out += String.fromCodePoint(char.toLowerCase().codePointAt(0) ?? 0);
  return out;
}

/** Words with one space or hyphen between them: no Hugo changes more of that than letters and spaces. */
const plain = /^[\p{L}\p{Nd}_~@]+(?:[ -][\p{L}\p{Nd}_~@]+)*$/u;

/**
 * The name that a vault file gets in the content folder, without extension: its own where every Hugo makes the same
 * URL of it, else a slug that none of them changes again. '' where nothing would be left. A `#` is slugged too: an old
 * Hugo puts the page there, but writes links to it that end before the `#`.
 */
export function contentName(stem: string): string {
  if (plain.test(stem)) return stem;
  if (!/[%\\#]/.test(stem) && urlName(stem, 'old') === urlName(stem, 'new')) {
    return urlName(stem, 'new') === '' ? '' : stem;
  }
  // C# and F# are no C and F.
  return slug(stem.replace(/(?<![\p{L}\p{N}])([A-G])#(?![\p{L}\p{N}])/giu, '$1 sharp'));
}

/** A name that is its own URL in every Hugo, extension and all: for attachments and for names that Hugo disagrees on. */
export function slug(name: string): string {
  return lower(sanitise(name.normalize('NFC').replace(/[%\\/#+]/g, ' ')))
    .replace(/-{2,}/g, '-')
    .replace(/^[-.]+|-+$/g, '')
    .replace(/-+(?=\.[^.]*$)/, '');
}
