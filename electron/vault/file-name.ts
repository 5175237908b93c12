import { AppError } from '../../shared/contract/errors.ts';
import { extname } from '../../shared/text/path.ts';

const reserved = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?=\.|$)/i;
const forbidden = /[\\/:*?"<>|#^]|\[\[|\]\]|%%/g;
/** Bytes that a name may have on every common disk. */
const longest = 255;

/** What is wrong with a name; the words for people go by these. */
type Fault = 'empty' | 'dot' | 'control' | 'character' | 'ending' | 'reserved' | 'long';

const sentences: Record<Fault, (bad: string) => string> = {
  empty: () => 'it is empty',
  dot: () => 'it begins with a dot',
  control: () => 'it holds a control character',
  character: (bad) => `it holds ${bad}`,
  ending: () => 'it ends with a dot or a space',
  reserved: () => 'Windows keeps it for itself',
  long: () => 'it is longer than 255 bytes',
};

/**
 * Refuse a name that we would make and that some system, sync tool or link could not hold:
 * control characters, those Windows forbids, and those that mean something inside `[[ ]]`.
 * Names that exist already are opened as they are.
 * @throws AppError `invalid-name` with `data: {name, why, bad, offer}`: what is wrong, and a name like it that can be
 */
export function assertNewName(name: string): void {
  const fault = faultOf(name);
  if (!fault) return;
  const { why, bad } = fault;
  const offer = safeName(name);
  throw new AppError('invalid-name', `"${name}" cannot be a name here: ${sentences[why](bad)}`, {
    name,
    why,
    bad,
    offer,
  });
}

/** What a path is refused with that leads out of the vault, or to what is no part of it. */
export function outside(path: string): AppError {
  return new AppError('invalid-path', `"${path}" is no path inside the vault`, { path, refusal: 'outside' });
}

function faultOf(name: string): { why: Fault; bad: string } | undefined {
  const [found] = name.match(forbidden) ?? [];
  const faults: [Fault, boolean][] = [
    ['empty', name.trim() === ''],
    ['dot', name.startsWith('.')],
    ['control', [...name].some(isControl)],
    ['character', found !== undefined],
    ['ending', /[. ]$/.test(name)],
    ['reserved', reserved.test(name)],
    ['long', bytesOf(name) > longest],
  ];
  const [why] = faults.find(([, holds]) => holds) ?? [];
  return why && { why, bad: found ?? '' };
}

/** The nearest name that every system can hold; '' where nothing is left of it. */
export function safeName(name: string): string {
  const plain = [...name.replace(forbidden, '-')].filter((char) => !isControl(char)).join('');
  const trimmed = plain.replace(/^[.\s]+/, '').replace(/[. ]+$/, '');
  const extension = extname(trimmed);
  const stem = trimmed.slice(0, trimmed.length - extension.length).replace(/[. ]+$/, '');
  return shorten(stem.replace(reserved, '$&_'), longest - bytesOf(extension)) + extension;
}

function shorten(text: string, most: number): string {
  let left = most;
  let kept = '';
  for (const char of text) {
    left -= bytesOf(char);
    if (left < 0) break;
    kept += char;
  }
  return kept;
}

// biome would read a class with control characters as a slip; code points say it plainly.
const isControl = (char: string) => (char.codePointAt(0) as number) < 32;
const bytesOf = (text: string) => new TextEncoder().encode(text).length;

/** A name that no file has: `name`, else `name 1`, `name 2` … before the extension. */
export function freeName(stem: string, extension: string, taken: (name: string) => boolean): string {
  for (let n = 0; ; n++) {
    const name = `${stem}${n === 0 ? '' : ` ${n}`}${extension}`;
    if (!taken(name)) return name;
  }
}
