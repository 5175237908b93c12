import type { Params, Result } from '../../../shared/contract/api.ts';
import type { CallContext } from '../../../shared/contract/rpc.ts';
import { freeBlockId } from '../../../shared/note/block-ids.ts';
import type { Block, NoteFacts } from '../../../shared/note/facts.ts';
import { scanNote } from '../../../shared/note/scan/scan-note.ts';
import { scorePinyin } from '../../../shared/search/pinyin-fit.ts';
import { fold } from '../../../shared/text/fold.ts';
import { stem } from '../../../shared/text/path.ts';
import { pinyinOf } from '../../index/pinyin.ts';
import type { Store } from '../../index/store.ts';
import type { Vault } from '../../vault/vault.ts';
import type { Finder } from '../finder.ts';
import { createPace, type Pace } from '../pace.ts';
import { best, createFit } from './fit.ts';

type Item = Result<'complete.link'>[number];

/** A part of a note that a link can lead to. */
export type Part = Omit<Item, 'insert'> & {
  note: string;
  fragment: string;
};

/** Headings of so many notes are looked through at once. */
const atOnce = 1_000;
/** Milliseconds that looking for what is spelt may take. */
const budget = 60;
/** So many notes are looked through for blocks that are spelt so, however long it takes. */
const always = 20;
/** A note of so many bytes takes too long to be looked through at each letter. */
const long = 100_000;
const shownText = 90;

/** Headings and blocks of one note, or of the whole vault. */
export function createParts(vault: Vault, store: Store, finder: Finder) {
  const newest = store.db
    .prepare<[], number>('SELECT id FROM files WHERE note = 1 ORDER BY modified DESC')
    .pluck();
  const withHeadings = store.db.prepare<[string, string], { id: number; path: string }>(
    `SELECT notes.id, files.path FROM json_each(?) AS wanted CROSS JOIN notes ON notes.id = wanted.value
     CROSS JOIN files ON files.id = notes.id WHERE notes.headings LIKE ? ORDER BY wanted.key`,
  );

  const recent = store.db
    .prepare<[number], string>(
      'SELECT path FROM notes JOIN files ON files.id = notes.id WHERE size < ? ORDER BY modified DESC LIMIT 500',
    )
    .pluck();

  function facts(path: string, text: string): NoteFacts {
    return scanNote(text, stem(path));
  }

  function inNote(path: string, text: string, query: string, limit: number): Part[] {
    const known = facts(path, text);
    const blocks = query.startsWith('^');
    const parts = blocks ? blockParts(path, text, known) : headingParts(path, known.headings);
    const fits = createFit(query.replace(/^\^/, ''));
    if (query.replace(/^\^/, '').trim() === '') return parts.slice(0, limit);
    // In the order of the note: that is how a person looks for them.
    return parts.filter(({ label, id }) => (fits(label) ?? fits(id ?? '')) !== undefined).slice(0, limit);
  }

  /** Those that hold the letters, of the notes changed last first where they fit alike; then those that are spelt so. */
  async function headings(query: string, limit: number, pace: Pace): Promise<Part[]> {
    const fits = createFit(query);
    const found: Part[] = [];
    const [longest = ''] = query.split(/\s+/).sort((a, b) => b.length - a.length);
    const ids = newest.all();
    for (let from = 0; from < ids.length && found.length < 4 * limit; from += atOnce) {
      const some = JSON.stringify(ids.slice(from, from + atOnce));
      for (const { id, path } of withHeadings.all(some, `%${longest.replace(/[%_]/g, '')}%`)) {
        const parts = headingParts(path, store.facts.headings(id));
        found.push(...parts.filter((one) => fits(one.label) !== undefined));
        if (found.length >= 4 * limit) break;
      }
      pace.check();
      await pace.rest(0, 0);
    }
    const shown = best(found, ({ label }) => fits(label), limit);
    return [...shown, ...spelt(query, limit - shown.length)].map((part) => ({
      ...part,
      detail: stem(part.note),
    }));
  }

  function spelt(query: string, limit: number): Part[] {
    const letters = fold(query).replace(/[' ]/g, '');
    if (limit <= 0 || !/^[a-z]{2,}$/.test(letters)) return [];
    const found = store.headingSpelling(letters, limit);
    return found.flatMap(({ file, text }) => {
      const path = store.files.byId(file)?.path;
      return path === undefined ? [] : headingParts(path, [{ level: 1, text }]);
    });
  }

  /** '' for one that has gone, or cannot be read, since it was taken in. */
  function readText(path: string): string {
    try {
      return vault.read(path).text;
    } catch {
      return '';
    }
  }

  /** Blocks that are spelt so, of the notes changed last: no more of them than can be looked through in the time. */
  function speltBlocks(query: string, limit: number): Part[] {
    const letters = fold(query).replace(/[' ]/g, '');
    if (limit <= 0 || !/^[a-z]{2,}$/.test(letters)) return [];
    const until = performance.now() + budget;
    const found: Part[] = [];
    for (const [index, path] of recent.all(long).entries()) {
      if (found.length >= limit || (index >= always && performance.now() > until)) break;
      const text = readText(path);
      const wanted = ({ span }: Block) =>
        scorePinyin(letters, pinyinOf(text.slice(span.from, Math.min(span.to, span.from + shownText)))) > 0;
      found.push(
        ...blockParts(path, text, facts(path, text), wanted).map((part) => ({ ...part, detail: stem(path) })),
      );
    }
    return found.slice(0, limit);
  }

  /** Blocks that hold every word of the query; where that is Latin letters, then those that are spelt so. */
  async function blocks(query: string, limit: number, context: CallContext): Promise<Part[]> {
    const words = query.replaceAll('"', ' ').split(/\s+/).filter(Boolean);
    if (words.length === 0) return [];
    const asked = { query: words.map((word) => `"${word}"`).join(' '), limit };
    const { hits } = await finder.query(asked, context);
    const shown = hits
      .flatMap(({ path, matches }) => {
        const text = store.files.get(path)?.note ? readText(path) : '';
        if (text === '') return [];
        const lines = new Set(matches.slice(0, 3).map(({ line }) => line));
        const known = facts(path, text);
        const wanted = (block: Block, index: number) => {
          const end = known.blocks[index + 1]?.line ?? Number.POSITIVE_INFINITY;
          return [...lines].some((line) => block.line <= line && line < end);
        };
        return blockParts(path, text, known, wanted).map((part) => ({ ...part, detail: stem(path) }));
      })
      .slice(0, limit);
    return [...shown, ...speltBlocks(query, limit - shown.length)];
  }

  return {
    async find({ query, limit = 50, text }: Params<'complete.link'>, path: string, context: CallContext) {
      const wide = /^(##|\^\^)(.*)$/s.exec(query);
      if (wide?.[1] === '##') return headings(wide[2]?.trim() ?? '', limit, createPace(context));
      if (wide) return blocks(wide[2] ?? '', limit, context);
      const source = text ?? vault.read(path).text;
      return inNote(path, source, query.slice(query.indexOf('#') + 1), limit);
    },
  };
}

function headingParts(note: string, headings: readonly { level: number; text: string }[]): Part[] {
  return headings
    .filter(({ text }) => text !== '')
    .map(({ level, text }) => ({
      note,
      label: text,
      detail: '#'.repeat(level),
      kind: 'heading',
      // Marks that would end or divide the link are left out; matching ignores them.
      fragment: text.replace(/[[\]|#^\s]+/g, ' ').trim(),
    }));
}

/** Blocks that have an id, or can be given one. A table is offered once, by its first row. */
function blockParts(
  note: string,
  text: string,
  { blocks }: NoteFacts,
  wanted: (block: Block, index: number) => boolean = () => true,
): Part[] {
  return blocks.flatMap((block, index): Part[] => {
    if (!wanted(block, index) || !isNameable(blocks, index)) return [];
    const content = text.slice(block.span.from, block.span.to);
    const label = content
      .replace(/(?:^|\s+)\^[A-Za-z0-9-]+$/, '')
      .replace(/\s+/g, ' ')
      .slice(0, shownText);
    const part = { note, label, kind: 'block' as const };
    if (block.id !== undefined) return [{ ...part, detail: `^${block.id}`, fragment: `^${block.id}` }];
    const id = freeBlockId(content, blocks);
    return [{ ...part, detail: '', fragment: `^${id}`, path: note, line: block.line, id }];
  });
}

function isNameable(blocks: readonly Block[], index: number): boolean {
  const block = blocks[index];
  if (!block || block.kind === 'heading') return false;
  if (block.id !== undefined || /^(?:paragraph|list-item|quote)$/.test(block.kind)) return true;
  if (block.kind === 'table-row') return blocks[index - 1]?.kind !== 'table-row' && block.parent < 0;
  return /^(?:code|math)$/.test(block.kind) && block.parent < 0;
}
