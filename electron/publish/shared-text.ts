import { AppError } from '../../shared/contract/errors.ts';
import { matchesAny } from '../../shared/hugo/glob.ts';
import { privateRemains } from '../../shared/hugo/privacy.ts';
import { parseSettings, plainTarget } from '../../shared/hugo/settings.ts';
import { openNote } from '../../shared/hugo/transform/note.ts';
import { withoutPrivate } from '../../shared/hugo/transform/page.ts';
import { scanNote } from '../../shared/note/scan/scan-note.ts';
import { isNote, stem } from '../../shared/text/path.ts';
import { createReader } from './reader.ts';
import { denial } from './select.ts';
import type { PublishSource } from './source.ts';

/**
 * The text of a note for others, who get it as one file: what any target of the settings keeps back is taken out, and so
 * are embeds of it and the paths of links to it, and queries, which would show what is in other notes.
 * @param text stands for what is on disk; a note that is asked for without it is one that another embeds
 * @returns undefined for an embedded note that stays at home as a whole
 * @throws AppError `blocked` where something private is left all the same
 */
export function sharedText(source: PublishSource, path: string, text?: string): string | undefined {
  const target = plainTarget('.', parseSettings(source.settings()));
  const reader = createReader(source);
  if (text === undefined && denial(path, reader, target) !== undefined) return undefined;
  const whole = text ?? reader.note(path)?.text;
  if (whole === undefined) return undefined;
  const kept = { ...target.private, fences: [...target.private.fences, 'query'] };
  const shared = withoutPrivate(openNote(path, whole, scanNote(whole, stem(path))), kept, (link) => {
    const to = reader.resolve(path, link);
    if (to === undefined || to === path) return false;
    return isNote(to) ? denial(to, reader, target) !== undefined : matchesAny(target.select.exclude, to);
  });
  const [left] = privateRemains(shared, { private: kept });
  if (left !== undefined) throw new AppError('blocked', `The page would still hold ${left}`, { path });
  return shared;
}
