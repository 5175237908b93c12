import { AppError } from '../../shared/contract/errors.ts';
import { matchesAny } from '../../shared/hugo/glob.ts';
import { privateRemains } from '../../shared/hugo/privacy.ts';
import { parseSettings, plainTarget } from '../../shared/hugo/settings.ts';
import { createCollector } from '../../shared/hugo/transform/collector.ts';
import { openNote } from '../../shared/hugo/transform/note.ts';
import { withoutPrivate } from '../../shared/hugo/transform/page.ts';
import { removePrivate } from '../../shared/hugo/transform/private.ts';
import type { Span } from '../../shared/note/facts.ts';
import { scanNote } from '../../shared/note/scan/scan-note.ts';
import { applyEdits, type TextEdit } from '../../shared/text/edit.ts';
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
  const { text: shared, open } = withoutPrivate(
    openNote(path, whole, scanNote(whole, stem(path))),
    kept,
    (link) => {
      const to = reader.resolve(path, link);
      if (to === undefined || to === path) return false;
      return isNote(to) ? denial(to, reader, target) !== undefined : matchesAny(target.select.exclude, to);
    },
  );
  const [left] = privateRemains(shared, { private: kept });
  const still = left === undefined ? open : `The page would still hold ${left}`;
  if (still !== undefined) throw new AppError('blocked', still, { path });
  return shared;
}

/** What of the vault's notes may stand in a text for others. */
export interface Sharing {
  /** Whether a note stays at home as a whole. */
  staysHome(path: string): boolean;
  /** A stretch of a note without what is private in it. `text` is all of that note. */
  stretch(path: string, text: string, span: Span): string;
}

/** By what any target of the settings keeps back. */
export function createSharing(source: PublishSource): Sharing {
  const target = plainTarget('.', parseSettings(source.settings()));
  const reader = createReader(source);
  const known = new Map<string, TextEdit[]>();
  const privateEdits = (path: string, text: string) => {
    const there = known.get(path);
    if (there) return there;
    const out = createCollector(text);
    const note = openNote(path, text, scanNote(text, stem(path)));
    removePrivate({ note, span: { from: 0, to: text.length }, out }, target.private);
    known.set(path, [...out.edits]);
    return out.edits;
  };
  return {
    staysHome: (path) => denial(path, reader, target) !== undefined,
    stretch(path, text, { from, to }) {
      const inside = privateEdits(path, text).filter((edit) => edit.from < to && edit.to > from);
      const edits = inside.map((edit) => ({
        ...edit,
        from: Math.max(edit.from, from) - from,
        to: Math.min(edit.to, to) - from,
      }));
      return applyEdits(text.slice(from, to), edits);
    },
  };
}
