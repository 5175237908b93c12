import { AppError } from '../../shared/contract/errors.ts';

const reserved = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i;

/**
 * Refuse a name that we would make and that some system, sync tool or link could not hold:
 * control characters, those Windows forbids, and those that mean something inside `[[ ]]`.
 * Names that exist already are opened as they are.
 * @throws AppError `invalid-name` with `data: {name, why}`
 */
export function assertNewName(name: string): void {
  const why = complaint(name);
  if (why) throw new AppError('invalid-name', `"${name}" cannot be a name here: ${why}`, { name, why });
}

function complaint(name: string): string | undefined {
  if (name.trim() === '') return 'it is empty';
  if (name.startsWith('.')) return 'it begins with a dot';
  // biome would read a class with control characters as a slip; code points say it plainly.
  if ([...name].some((char) => (char.codePointAt(0) as number) < 32)) return 'it holds a control character';
  const bad = /[\\/:*?"<>|#^]|\[\[|\]\]|%%/.exec(name);
  if (bad) return `it holds ${bad[0]}`;
  if (/[. ]$/.test(name)) return 'it ends with a dot or a space';
  if (reserved.test(name)) return 'Windows keeps it for itself';
  if (new TextEncoder().encode(name).length > 255) return 'it is longer than 255 bytes';
  return undefined;
}

/** A name that no file has: `name`, else `name 1`, `name 2` … before the extension. */
export function freeName(stem: string, extension: string, taken: (name: string) => boolean): string {
  for (let n = 0; ; n++) {
    const name = `${stem}${n === 0 ? '' : ` ${n}`}${extension}`;
    if (!taken(name)) return name;
  }
}
