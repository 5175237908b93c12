import { crc32 } from 'node:zlib';
import { type Finding, type Placed, placeFindings } from '../../shared/hugo/diagnostics.ts';
import { matchesAny } from '../../shared/hugo/glob.ts';
import { privateRemains } from '../../shared/hugo/privacy.ts';
import { findSecrets } from '../../shared/hugo/secrets.ts';
import type { Target } from '../../shared/hugo/settings.ts';
import type { PageContext } from '../../shared/hugo/transform/context.ts';
import { type PageResult, transformPage } from '../../shared/hugo/transform/page.ts';
import type { LinkFact } from '../../shared/note/facts.ts';
import { applyEdits, invertEdits, mapOffset, type TextEdit } from '../../shared/text/edit.ts';
import { hashBytes } from '../disk/atomic-write.ts';
import { type Asking, type Carried, createAnswers, type RenderOptions } from './answers.ts';
import type { PageAddress } from './attachments.ts';
import { type KeptPage, type KeptPages, type MadePage, noteKey } from './kept-pages.ts';
import type { ReadNote } from './reader.ts';
import type { NoteText } from './source.ts';
import type { EmittedFragment } from './verify.ts';

/** The page of one note, ready to be compared with the blog: not its text, which the note and the edits give again. */
export interface RenderedPage extends MadePage {
  address: PageAddress;
  /** Vault path and hash of the note. */
  path: string;
  hash: string;
}

/** A page with the note that it is made of, to be looked at side by side. */
export interface OpenPage {
  note: ReadNote;
  result: PageResult;
  data: Uint8Array;
  diagnostics: Placed[];
}

/** Makes pages. */
export interface Renderer {
  /** Undefined where the note cannot be read. One that was made before is not made again, unless something is new. */
  render(address: PageAddress, extra: readonly Finding[]): RenderedPage | undefined;
  /** Make it, to be looked at; `text` stands for what is on disk. */
  open(address: PageAddress, extra: readonly Finding[], text?: string): OpenPage | undefined;
}

/** @param linking notes whose links may ask for ids to be written out */
export function createRenderer(
  options: RenderOptions,
  linking: Iterable<string>,
  kept: KeptPages | undefined,
): Renderer {
  const { reader, target, site } = options;
  const answers = createAnswers(options, linking, kept);

  function make(
    note: ReadNote,
    asking: Asking,
  ): Omit<OpenPage, 'diagnostics'> & { findings: Finding[]; fragments: EmittedFragment[] } {
    const fragments: EmittedFragment[] = [];
    const context = contextOf(options, asking, note.path, fragments);
    const result = transformPage(note, context);
    keepBeside(asking, note, result);
    const links = shownLinks(note, result);
    const ofLinks = [...ambiguousLinks(asking, note, links), ...carriedAlong(asking, note, links)];
    return {
      note,
      result,
      data: encoded(result.text, note.marked),
      findings: [...result.findings, ...ofLinks, ...lastLook(note, result, target)],
      fragments: site.facts.autoIds || site.facts.headingAttributes ? fragments : [],
    };
  }

  /** As it was made before, where nothing is new. */
  function madeBefore(address: PageAddress, note: string, extra: string): MadePage | undefined {
    const before = kept?.page(address.source);
    if (before?.note !== note || before.extra !== extra) return undefined;
    const { content, url } = before.address;
    const trace = { live: before.live, world: () => kept?.worldOf(address.source, before) };
    const same = content === address.content && url === address.url;
    return same && answers.hold(address, trace) ? withPath(before.page, address.source) : undefined;
  }

  return {
    render(address, extra) {
      const { source: path } = address;
      const hash = reader.head(path)?.hash;
      if (hash === undefined) return undefined;
      const said = extra.length === 0 ? '' : JSON.stringify(extra);
      const key = noteKey(hash, options.bundles(path));
      const before = madeBefore(address, key, said);
      if (before) return { address, path, hash, ...before };
      const note = reader.note(path);
      if (!note) return undefined;
      const asking = answers.ask(address);
      const { data, findings, fragments, result } = make(note, asking);
      reader.release(path);
      const made: MadePage = {
        outputHash: hashBytes(data),
        edits: JSON.stringify(result.edits.map(({ from, to, insert }) => ({ from, to, insert }))),
        diagnostics: placeFindings('', note.text, [...extra, ...findings]),
        dependencies: [...asking.dependencies].filter((each) => each !== path).sort(),
        fragments,
      };
      const world = JSON.stringify(asking.trace.world);
      const row: KeptPage = {
        note: key,
        address,
        extra: said,
        live: asking.trace.live,
        worldSum: crc32(world),
        page: made,
      };
      // What was written meanwhile is another text than the key speaks of.
      if (note.hash === hash) kept?.keepPage(path, JSON.stringify(row), world);
      // A copy to the last string: a part of the text would hold all of it in memory.
      const page = JSON.parse(JSON.stringify(made)) as MadePage;
      return { address, path, hash: note.hash, ...withPath(page, path) };
    },
    open(address, extra, text) {
      reader.release(address.source);
      const note = reader.note(address.source, text);
      reader.release(address.source);
      if (!note) return undefined;
      const { result, data, findings } = make(note, answers.ask(address));
      const diagnostics = placeFindings(note.path, note.text, [...extra, ...findings]);
      return { note, result, data, diagnostics };
    },
  };
}

/** Where they are kept, findings do without the path of their note. */
const withPath = (page: MadePage, path: string): MadePage => ({
  ...page,
  diagnostics: page.diagnostics.map((each) => ({ ...each, path })),
});

const encoded = (text: string, marked: boolean) => Buffer.from((marked ? '\uFEFF' : '') + text, 'utf8');

/** The bytes of a page, from its note as it is now; undefined where that is another note by now. */
export function pageBytes({ hash, edits }: RenderedPage, note: NoteText | undefined): Uint8Array | undefined {
  return note?.hash === hash
    ? encoded(applyEdits(note.text, JSON.parse(edits) as TextEdit[]), note.bom)
    : undefined;
}

/** What a page is told of the rest. */
function contextOf(
  { target, site, reader }: RenderOptions,
  asking: Asking,
  path: string,
  fragments: EmittedFragment[],
): PageContext {
  return {
    target,
    site: site.facts,
    path,
    pins: new Map(asking.pins()),
    aim: (note, link) => asking.aim(note, link),
    open: (embedded) => (asking.embeds(embedded) === null ? undefined : reader.note(embedded)),
    anchor(to, fragment) {
      const { id, url } = asking.anchor(to, fragment);
      if (id && url !== undefined) fragments.push({ source: path, from: 0, url, id });
      return id;
    },
    place: (attachment, written) => asking.place(attachment, written),
  };
}

/** Links that only the length of paths decides: another file of that name would make them mean something else. */
function ambiguousLinks(asking: Asking, note: ReadNote, links: readonly LinkFact[]): Finding[] {
  return links.flatMap((link): Finding[] => {
    const [target, ...others] = asking.equals(link);
    if (target === undefined || others.length === 0) return [];
    const { from, to } = link.target;
    const written = note.text.slice(from, to).replace(/#[\s\S]*$/, '');
    const insert = target.replace(/\.md$/i, '');
    return [
      {
        code: 'LINK-AMBIGUOUS',
        from: link.span.from,
        message: `${link.raw} could mean ${others.join(', ')} as well; it is ${target}`,
        fix: { title: `Write ${insert}`, edits: [{ from, to: from + written.length, insert }] },
      },
    ];
  });
}

const isPicture = /\.(?:svg|jpe?g|png|webp|hei[cf]|avif)$/i;

/** Pictures that come along and give readers more than is to be seen, each where the note first shows it. */
function carriedAlong(asking: Asking, { text }: ReadNote, links: readonly LinkFact[]): Finding[] {
  const files = [...asking.files].filter((path) => isPicture.test(path));
  if (files.length === 0) return [];
  const shown = [...links.map((link) => ({ ...link, from: link.span.from })), ...sources(text)];
  const found = new Map<string, Finding>();
  for (const { from, ...link } of shown) {
    const carried = isPicture.test(link.path) ? asking.carried(link) : undefined;
    const known = !carried || found.has(carried.path) || !asking.files.has(carried.path);
    if (!known) found.set(carried.path, carriedFinding(carried, from));
  }
  // Those of notes that are embedded, for one.
  for (const path of files) {
    const carried = found.has(path) ? undefined : asking.carries(path);
    if (carried) found.set(path, carriedFinding(carried, 0));
  }
  return [...found.values()];
}

function carriedFinding({ path, what, stays }: Carried, from: number): Finding {
  if (what === 'script')
    return { code: 'RAW-HTML', from, message: `${path} holds a script, which runs for readers` };
  if (!stays) return { code: 'IMAGE-PLACE', from, message: `${path} says where it was taken` };
  const message = `${path} says where it was taken, and that cannot be taken out of it`;
  return { code: 'IMAGE-PLACE', from, message };
}

/** Links in the text, without those in private parts. */
function shownLinks({ facts }: ReadNote, { edits }: PageResult): LinkFact[] {
  const gone = (at: number) =>
    edits.some(({ rule, from, to }) => rule.startsWith('private') && from <= at && at < to);
  return facts.links.filter((link) => link.block >= 0 && !gone(link.span.from));
}

/** Files that the page reaches by links which stay as they are. */
function keepBeside(asking: Asking, note: ReadNote, result: PageResult): void {
  const links = note.facts.links.filter((link) => link.block >= 0);
  for (const { from, ...link } of [
    ...links.map((each) => ({ ...each, from: each.span.from })),
    ...sources(note.text),
  ]) {
    // What is only written otherwise, as an image of a given size is, still needs its file.
    const gone = result.edits.some((edit) => edit.insert === '' && edit.from <= from && from < edit.to);
    if (!gone) asking.keep(link);
  }
}

/** Files that shortcodes and HTML show. */
function sources(text: string): ({ from: number } & Pick<LinkFact, 'kind' | 'path'>)[] {
  if (!text.includes('src=')) return [];
  const form = /(?:\{\{[<%]|<(?:img|video|audio|source)\b)[^<>]*?\ssrc=["'`]([^"'`#?]+)/g;
  return [...text.matchAll(form)].map((match) => ({
    from: match.index,
    kind: 'markdown',
    path: decodedPath(match[1] ?? ''),
  }));
}

function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The privacy gate: what would be published is read once more, as if nothing had been done to it. */
function lastLook(note: ReadNote, result: PageResult, target: Target): Finding[] {
  const findings: Finding[] = privateRemains(result.text, target).map((what) => ({
    code: 'SECRET',
    from: 0,
    message: `The page would still hold ${what}`,
  }));
  const secrets = findSecrets(result.text);
  if (secrets.length === 0) return findings;
  const back = invertEdits(note.text, result.edits);
  const allowed = matchesAny(target.allow_secrets, note.path);
  for (const secret of secrets) {
    if (secret.certain && allowed) continue;
    findings.push({
      code: 'SECRET',
      from: mapOffset(back, secret.from),
      message: `This looks like ${secret.kind}`,
      ...(secret.certain ? {} : { severity: 'warning' as const }),
    });
  }
  return findings;
}
