import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '../../shared/contract/api.ts';
import { AppError } from '../../shared/contract/errors.ts';
import { diffItems, diffLines, splitLines } from '../../shared/text/diff.ts';
import { applyEdits, invertEdits, mapOffset, type TextEdit } from '../../shared/text/edit.ts';
import { LineIndex } from '../../shared/text/lines.ts';
import { splitWords, takeTheirs } from '../../shared/text/merge.ts';
import { hashBytes } from '../disk/atomic-write.ts';
import { readBase } from './bases.ts';
import { mergePage } from './merges.ts';
import { makePlan, type Plan } from './plan.ts';
import type { OpenPage } from './render.ts';
import { inContent } from './site.ts';
import type { PublishSource } from './source.ts';
import type { PlanRequest } from './targets.ts';

/** One place at which the blog's page says something else than the note would make of it. */
interface BlogHunk {
  /** Hash of what it changes and where: of a page that was edited again it is another. */
  id: string;
  /** 1-based line of the note. */
  line: number;
  before: string;
  after: string;
  /** What it asks of the note; none where publishing itself made the words that were changed. */
  edits: TextEdit[];
  /** Words that publishing made were changed too: those cannot be taken. */
  partly: boolean;
}

interface BlogEdits {
  page: OpenPage;
  /** Path of the page in the blog. */
  path: string;
  merges: boolean;
  hunks: BlogHunk[];
}

/**
 * What was edited in the blog's page of a note, as edits of the note.
 * Where both changed since the page was written, the two are merged first: what only the note changed is no hunk.
 * @throws AppError `not-found` where the note has no page in the blog
 */
async function readBlogEdits(source: PublishSource, request: PlanRequest, path: string): Promise<BlogEdits> {
  const plan = await makePlan(source, { ...request, paths: [path] }, {});
  const there = plan.pages.find((each) => each.path === path);
  const at = there && inContent(plan.site, there.address.content);
  const page = there && plan.open(path);
  if (!page || !at || !existsSync(join(plan.site.root, at))) {
    throw new AppError('not-found', `${path} has no page in the blog`, { path });
  }
  const target = await wantedText(plan, page, at);
  const both = plan.entries.find((entry) => entry.path === at)?.action === 'conflict';
  const merges = both && (await mergePage(plan.site.root, at, page.data, plan.before)) !== undefined;
  return { page, path: at, merges, hunks: hunksOf(page, target) };
}

/** The text that the page should have when the blog's edits are in. */
async function wantedText(plan: Plan, page: OpenPage, path: string): Promise<string> {
  const theirs = withEndsOf(page.result.text, decode(readFileSync(join(plan.site.root, path))));
  const owned = plan.before.files.get(path);
  const base = owned && (await readBase(plan.site.root, path, owned.outputHash));
  return base ? takeTheirs(decode(base), page.result.text, theirs) : theirs;
}

/** Git and other editors change the ends of all lines: that is no edit of what the page says. */
function withEndsOf(page: string, theirs: string): string {
  const [end, ...others] = new Set(page.match(/\r?\n/g));
  return end !== undefined && others.length === 0 ? theirs.replace(/\r?\n/g, end) : theirs;
}

const decode = (data: Uint8Array) =>
  Buffer.from(data)
    .toString('utf8')
    .replace(/^\uFEFF/, '');

function hunksOf({ note, result }: OpenPage, target: string): BlogHunk[] {
  const ours = splitLines(result.text);
  const theirs = splitLines(target);
  const starts = offsets(ours);
  const back = invertEdits(note.text, result.edits);
  const lines = new LineIndex(note.text);
  return diffLines(result.text, target).map((hunk) => {
    const before = ours.slice(hunk.from, hunk.to).join('');
    const after = theirs.slice(hunk.insertFrom, hunk.insertTo).join('');
    const from = starts[hunk.from] as number;
    const edits = wordEdits(before, after, from).map((edit) => inNote(edit, back));
    const id = hashBytes(Buffer.from(`${hunk.from}\0${before}\0${after}`)).slice(0, 16);
    const line = lines.line(Math.min(mapOffset(back, from), note.text.length));
    const taken = edits.filter((edit) => edit !== undefined);
    return { id, line, before, after, edits: taken, partly: taken.length < edits.length };
  });
}

/** Word by word, so that what publishing changed on a line stands in the way only of words of its own. */
function wordEdits(before: string, after: string, at: number): TextEdit[] {
  const ours = splitWords(before);
  const theirs = splitWords(after);
  const starts = offsets(ours);
  return diffItems(ours, theirs).map((hunk) => ({
    from: at + (starts[hunk.from] as number),
    to: at + (starts[hunk.to] as number),
    insert: theirs.slice(hunk.insertFrom, hunk.insertTo).join(''),
  }));
}

/** Where each item begins, and where the last one ends. */
function offsets(items: readonly string[]): number[] {
  let at = 0;
  return [0, ...items.map((item) => (at += item.length))];
}

/** @param back the edits that lead from the page to the note */
function inNote(edit: TextEdit, back: readonly TextEdit[]): TextEdit | undefined {
  const touched = back.some((each) =>
    edit.from === edit.to
      ? each.from < edit.from && edit.from < each.to
      : each.from < edit.to && edit.from < each.to,
  );
  if (touched) return undefined;
  const from = mapOffset(back, edit.from, 1);
  return { from, to: Math.max(from, mapOffset(back, edit.to)), insert: edit.insert };
}

/** What was edited in the blog, for people. */
export async function listBlogEdits(
  source: PublishSource,
  { path, ...request }: PlanRequest & { path: string },
): Promise<Result<'publish.blogEdits'>> {
  const { path: at, merges, hunks } = await readBlogEdits(source, request, path);
  return {
    path: at,
    merges,
    hunks: hunks.map(({ edits, ...hunk }) => ({ ...hunk, takes: edits.length > 0 })),
  };
}

/**
 * The note with some of the blog's edits in it.
 * @throws AppError `conflict` where one of them is no longer there
 */
export async function takeBlogEdits(
  source: PublishSource,
  { path, hunks, ...request }: PlanRequest & { path: string; hunks: readonly string[] },
): Promise<{ text: string; before: string }> {
  const found = await readBlogEdits(source, request, path);
  const chosen = found.hunks.filter(({ id }) => hunks.includes(id));
  if (chosen.length < new Set(hunks).size) {
    throw new AppError('conflict', `${found.path} was edited again meanwhile`, { path: found.path });
  }
  const edits = chosen.flatMap((hunk) => hunk.edits);
  const { text } = found.page.note;
  return { before: text, text: applyEdits(text, edits) };
}
