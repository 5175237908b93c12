import { type Finding, type Placed, placeFindings } from '../../shared/hugo/diagnostics.ts';
import { matchesAny } from '../../shared/hugo/glob.ts';
import { privateRemains } from '../../shared/hugo/privacy.ts';
import { findSecrets } from '../../shared/hugo/secrets.ts';
import type { Target } from '../../shared/hugo/settings.ts';
import type { PageContext } from '../../shared/hugo/transform/context.ts';
import { type PageResult, transformPage } from '../../shared/hugo/transform/page.ts';
import { invertEdits, mapOffset } from '../../shared/text/edit.ts';
import type { PageAddress, Placement } from './attachments.ts';
import { type PageAnchors, readAnchors } from './pages.ts';
import type { ReadNote, VaultReader } from './reader.ts';
import type { Site } from './site.ts';
import type { PublishSource } from './source.ts';
import type { EmittedFragment } from './verify.ts';
import { isTooLarge, type World } from './world.ts';

/** The page of one note, ready to be compared with the blog. */
export interface RenderedPage {
  address: PageAddress;
  note: ReadNote;
  result: PageResult;
  data: Uint8Array;
  diagnostics: Placed[];
  /** Vault paths of what its links and embeds lead to. */
  dependencies: string[];
  fragments: EmittedFragment[];
}

export interface RenderOptions {
  source: PublishSource;
  site: Site;
  target: Target;
  reader: VaultReader;
  world: World;
  placement: Placement;
  pages: ReadonlyMap<string, PageAddress>;
}

/** Makes pages; what one needs to know of another (its ids) is found once. */
export interface Renderer {
  render(address: PageAddress, extra: readonly Finding[]): RenderedPage | undefined;
}

/** @param linking notes whose links may ask for ids to be written out */
export function createRenderer(options: RenderOptions, linking: Iterable<string>): Renderer {
  const { reader, pages, site } = options;
  const anchors = new Map<string, PageAnchors | undefined>();
  const wanted = wantedFragments(options, linking);

  const anchorsOf = (path: string): PageAnchors | undefined => {
    if (anchors.has(path)) return anchors.get(path);
    const address = pages.get(path);
    const note = reader.note(path);
    const read = address && note ? readAnchors(note, contextOf(options, address, new Set())) : undefined;
    anchors.set(path, read);
    return read;
  };

  return {
    render(address, extra) {
      const note = reader.note(address.source);
      if (!note) return undefined;
      const dependencies = new Set<string>();
      const fragments: EmittedFragment[] = [];
      const own = wanted.get(address.source);
      const context: PageContext = {
        ...contextOf(options, address, dependencies),
        pins: own ? (anchorsOf(address.source)?.pins(own) ?? new Map()) : new Map(),
        anchor(path, fragment) {
          const id = anchorsOf(path)?.find(fragment);
          const url = pages.get(path)?.url;
          if (id && url !== undefined) fragments.push({ source: address.source, from: 0, url, id });
          return id;
        },
        place: (attachment, written) => {
          dependencies.add(attachment);
          if (isTooLarge(options.source.vaultDir, attachment, options.target)) return undefined;
          return options.placement.place(attachment, address, written);
        },
      };
      const result = transformPage(note, context);
      keepBeside(options, address, note, result, dependencies);
      const unclear = ambiguousLinks(options.source, note, result);
      const findings = [...extra, ...result.findings, ...unclear, ...lastLook(note, result, options.target)];
      return {
        address,
        note,
        result,
        data: Buffer.from((note.marked ? '\uFEFF' : '') + result.text, 'utf8'),
        diagnostics: placeFindings(note.path, note.text, findings),
        dependencies: [...dependencies].filter((path) => path !== note.path).sort(),
        fragments: site.facts.autoIds || site.facts.headingAttributes ? fragments : [],
      };
    },
  };
}

/** Links that only the length of paths decides: another file of that name would make them mean something else. */
function ambiguousLinks(source: PublishSource, note: ReadNote, result: PageResult): Finding[] {
  const gone = (at: number) =>
    result.edits.some(({ rule, from, to }) => rule.startsWith('private') && from <= at && at < to);
  return note.facts.links.flatMap((link): Finding[] => {
    if (link.block < 0 || gone(link.span.from)) return [];
    const [target, ...others] = source.equals(note.path, link);
    if (target === undefined || others.length === 0) return [];
    const { from, to } = link.target;
    const written = note.text.slice(from, to).replace(/#[\s\S]*$/, '');
    const insert = target.replace(/\.md$/i, '');
    return [
      {
        code: 'LINK-AMBIGUOUS',
        from: link.span.from,
        message: `${link.raw} could mean ${others.join(' or ')} as well; it is ${target}`,
        fix: { title: `Write ${insert}`, edits: [{ from, to: from + written.length, insert }] },
      },
    ];
  });
}

/** What a page is told of the rest. Without effects: nothing is placed, and every id is unknown. */
function contextOf(options: RenderOptions, address: PageAddress, dependencies: Set<string>): PageContext {
  const { world, target, site, reader, pages } = options;
  return {
    target,
    site: site.facts,
    path: address.source,
    pins: new Map(),
    anchor: () => undefined,
    place: (attachment) => attachment,
    aim(note, link) {
      const aim = world.aim(address, note, link);
      if ('path' in aim) dependencies.add(aim.path);
      return aim;
    },
    open(path) {
      dependencies.add(path);
      return pages.has(path) ? reader.note(path) : undefined;
    },
  };
}

/** Files that the page reaches by links which stay as they are. */
function keepBeside(
  { world, source, target, placement }: RenderOptions,
  address: PageAddress,
  note: ReadNote,
  result: PageResult,
  dependencies: Set<string>,
): void {
  const links = note.facts.links.filter((link) => link.block >= 0);
  for (const { from, ...link } of [
    ...links.map((each) => ({ ...each, from: each.span.from })),
    ...sources(note.text),
  ]) {
    // What is only written otherwise, as an image of a given size is, still needs its file.
    const gone = result.edits.some((edit) => edit.insert === '' && edit.from <= from && from < edit.to);
    const found = gone ? undefined : world.beside(address, link);
    if (!found) continue;
    dependencies.add(found.source);
    if (!isTooLarge(source.vaultDir, found.source, target)) {
      placement.keep(found.source, address.source, found.content);
    }
  }
}

/** Files that shortcodes and HTML show. */
function sources(text: string): { from: number; kind: 'markdown'; path: string }[] {
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

/** Every fragment that leads into a note, from the notes given. */
function wantedFragments(
  { source, reader, pages }: RenderOptions,
  linking: Iterable<string>,
): Map<string, Set<string>> {
  const wanted = new Map<string, Set<string>>();
  for (const path of linking) {
    for (const link of reader.facts(path).links) {
      if (!link.fragment || link.block < 0) continue;
      const aim = source.resolve(path, link);
      if (aim === undefined || !pages.has(aim)) continue;
      const fragments = wanted.get(aim) ?? new Set();
      fragments.add(link.fragment);
      wanted.set(aim, fragments);
    }
  }
  return wanted;
}

/** The privacy gate: what would be published is read once more, as if nothing had been done to it. */
function lastLook(note: ReadNote, result: PageResult, target: Target): Finding[] {
  const findings: Finding[] = privateRemains(result.text, target).map((what) => ({
    code: 'SECRET',
    from: 0,
    message: `The page would still hold ${what}`,
  }));
  const back = invertEdits(note.text, result.edits);
  const allowed = matchesAny(target.allow_secrets, note.path);
  for (const secret of findSecrets(result.text)) {
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
