import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic, PlanEntry } from '../../shared/contract/api.ts';
import type { Finding } from '../../shared/hugo/diagnostics.ts';
import { type Collision, findCollisions, findSameFiles } from '../../shared/hugo/routes.ts';
import type { Target } from '../../shared/hugo/settings.ts';
import { addressAgain, collisionFinding, createFileCheck, foreignPages } from './addresses.ts';
import { type FileStep, recoverBlog } from './apply.ts';
import { createPlacement, type PageAddress, type Placement } from './attachments.ts';
import { compareOutputs } from './compare.ts';
import { type Manifest, readManifest } from './manifest.ts';
import { fileHash, type Memory } from './memory.ts';
import { mergePages } from './merges.ts';
import { fileOutputs, goneFiles, isShown, type Parts, pageOutput, withheld } from './outputs.ts';
import { createPause, createReader, type VaultReader } from './reader.ts';
import { createRenderer, type OpenPage, type RenderedPage } from './render.ts';
import { chooseScope, type Scope } from './scope.ts';
import { inContent, readSite, type Site } from './site.ts';
import type { PublishContext, PublishSource } from './source.ts';
import { findTarget, type PlanRequest } from './targets.ts';
import { createWorld } from './world.ts';

/** All that an export would do, and what is needed to do it. */
export interface Plan {
  site: Site;
  target: Target;
  before: Manifest;
  after: Manifest;
  entries: PlanEntry[];
  diagnostics: Diagnostic[];
  steps: FileStep[];
  pages: RenderedPage[];
  /** Pages to begin the next merge from, which no file of the blog holds. */
  bases: Uint8Array[];
  reader: VaultReader;
  /** A page with the note that it is made of; `text` stands for what is on disk. */
  open(path: string, text?: string): OpenPage | undefined;
  /** Attachments with the pages, by path in the blog. */
  files: Placement['files'];
}

/** Work out an export. Nothing is written, but the end of an earlier one that was cut off. */
export async function makePlan(
  source: PublishSource,
  request: PlanRequest,
  context: PublishContext,
): Promise<Plan> {
  const target = findTarget(source, request);
  const found = await readSite(target, source.vaultDir, source.embedded, source.memory);
  recoverBlog(found.root);
  const before = readManifest(found.root, source.memory);
  const site = found.sectionGiven ? found : { ...found, mainSection: before.section ?? found.mainSection };
  const reader = createReader(source);
  const pause = createPause(context.signal);
  const whole = request.paths === undefined && request.withdraw === undefined;
  // Long loops let others run between notes: what they find is there when it is asked for.
  for (const path of whole ? reader.notePaths : []) {
    await pause();
    reader.head(path);
  }
  const scope = chooseScope(request, reader, target, before);
  const memory = source.memory?.scope(...identityOf(site, target));
  const { pages, findings } = placePages(site, target, reader, before, scope, memory);
  const world = createWorld(source, site, target, reader, before, pages);
  const placement = createPlacement(site, target, reader);
  const rendering = [...scope.render].sort();
  const options = { site, target, reader, world, placement, pages };
  const renderer = createRenderer(options, rendering, whole ? memory : undefined);
  const rendered: RenderedPage[] = [];
  for (const [i, path] of rendering.entries()) {
    await pause();
    context.progress?.(i, rendering.length);
    const address = pages.get(path) ?? { source: path, content: '', url: undefined };
    const page = renderer.render(address, findings.get(path) ?? []);
    if (page) rendered.push(page);
  }
  reader.release();
  const openAgain: Parts['open'] = (address, text) =>
    renderer.open(address, findings.get(address.source) ?? [], text);
  const parts = { request, site, target, before, reader, scope, rendered, placement, open: openAgain };
  return await assemble(parts, pages, source.memory, pause);
}

/** Addresses of all pages, and what is wrong with them. */
function placePages(
  site: Site,
  target: Target,
  reader: VaultReader,
  manifest: Manifest,
  scope: Scope,
  memory: Memory | undefined,
): { pages: Map<string, PageAddress>; findings: Map<string, Finding[]> } {
  const pages = new Map<string, PageAddress>();
  const findings = new Map<string, Finding[]>();
  const note = (path: string, finding: Finding) =>
    findings.set(path, [...(findings.get(path) ?? []), finding]);
  const published = publishedAddresses(manifest, site);
  const hasFiles = createFileCheck(reader);
  const placed = (path: string) => addressAgain(path, site, target, reader, hasFiles, memory);
  for (const path of scope.live) {
    const kept = scope.render.has(path) ? undefined : published.get(path);
    const { address, finding } = kept ? { address: kept } : placed(path);
    if (address) pages.set(path, address);
    if (finding) note(path, finding);
  }
  for (const { source: path, code, message } of collisions(site, manifest, [...pages.values()])) {
    if (scope.render.has(path)) note(path, collisionFinding(path, code, message, reader));
  }
  return { pages, findings };
}

function collisions(site: Site, manifest: Manifest, pages: readonly PageAddress[]): Collision[] {
  if (site.facts.reader === 'commonmark') return findSameFiles(pages);
  const taken = new Set(pages.map(({ content }) => inContent(site, content)));
  return findCollisions([...pages, ...foreignPages(site, manifest, taken)], site.facts.languages);
}

function publishedAddresses(manifest: Manifest, site: Site): Map<string, PageAddress> {
  const addresses = new Map<string, PageAddress>();
  for (const [path, entry] of manifest.files) {
    const folder = inContent(site, '');
    if (entry.kind !== 'note' || !path.startsWith(folder)) continue;
    const content = path.slice(folder.length);
    addresses.set(entry.source, { source: entry.source, content, url: entry.url ?? undefined });
  }
  return addresses;
}

async function assemble(
  parts: Parts,
  addresses: ReadonlyMap<string, PageAddress>,
  memory: Memory | undefined,
  pause: () => Promise<void>,
): Promise<Plan> {
  const { request, site, target, before, scope } = parts;
  const shown = parts.rendered.filter((page) => isShown(page, parts));
  const diagnostics = shown.flatMap((page) => page.diagnostics);
  const failed = new Set(diagnostics.filter((each) => each.severity === 'error').map((each) => each.path));
  const outputs = [...shown.flatMap((page) => pageOutput(page, parts)), ...fileOutputs(parts, shown)];
  const hashes = new Map<string, string | undefined>();
  const hashOf = (path: string) => {
    const file = join(site.root, path);
    if (!hashes.has(path))
      hashes.set(
        path,
        fileHash(memory, file, () => bytesOf(file)),
      );
    return hashes.get(path);
  };
  for (const { path } of outputs) {
    await pause();
    hashOf(path);
  }
  const merged = await mergePages(site.root, request.merge ?? [], outputs, before);
  const compared = compareOutputs({
    merged,
    manifest: before,
    outputs,
    gone: goneFiles(parts, outputs),
    prune: request.prune === true || request.withdraw !== undefined,
    maxDelete: request.withdraw === undefined ? target.limits.max_delete : Number.POSITIVE_INFINITY,
    diff: request.diff === true,
    overwrite: new Set(request.overwrite),
    keep: new Set(request.keep),
    blocked: failed,
    hash: hashOf,
    read: (path) => bytesOf(join(site.root, path))?.toString('utf8'),
  });
  const nameless = shown.filter((page) => page.address.content === '').map((page) => blockedEntry(page.path));
  const skipped = scope.choices.flatMap(({ path, reason }) =>
    reason === undefined ? [] : [skippedEntry(path, reason)],
  );
  return {
    site,
    target,
    before,
    after: { ...compared.manifest, section: sectionOf(parts, compared.manifest), withheld: withheld(parts) },
    entries: [...compared.entries, ...nameless, ...skipped],
    diagnostics: [...diagnostics, ...editedDiagnostics(compared.entries)],
    steps: compared.steps,
    pages: shown,
    bases: [...merged.values()].map((page) => page.base),
    reader: parts.reader,
    files: parts.placement.files,
    open(path, text) {
      const address = addresses.get(path) ?? { source: path, content: '', url: undefined };
      return scope.render.has(path) ? parts.open(address, text) : undefined;
    },
  };
}

function sectionOf({ site, before }: Parts, after: Manifest): string | undefined {
  return after.files.size > 0 ? site.mainSection : before.section;
}

function skippedEntry(path: string, reason: string): PlanEntry {
  return { action: 'skip', path: null, source: path, url: null, reason };
}

function blockedEntry(source: string): PlanEntry {
  return { action: 'blocked', path: null, source, url: null, reason: 'its name cannot be published' };
}

function editedDiagnostics(entries: readonly PlanEntry[]): Diagnostic[] {
  return entries.flatMap(({ action, path, source, reason }): Diagnostic[] => {
    if (action !== 'blog-edited' && action !== 'conflict') return [];
    const code = action === 'conflict' ? 'CONFLICT' : 'BLOG-EDITED';
    const message = `${path} is left as it is: ${reason}`;
    return [{ path: source ?? '', line: 1, column: 1, severity: 'warning', code, message }];
  });
}

/** What the pages of a target come from, its notes aside: its name and place, and all that has a say in every page. */
function identityOf(site: Site, target: Target): [target: string, key: string] {
  const facts = { ...site.facts, urls: { ...site.facts.urls, permalinks: [...site.facts.urls.permalinks] } };
  const { ownShortcodes, builtinShortcodes, ...rest } = facts;
  const key = [target, site.content, site.mainSection, rest, [...ownShortcodes], [...builtinShortcodes]];
  return [`${site.root} ${target.name}`, JSON.stringify(key)];
}

/** Undefined where there is no file. */
function bytesOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined;
    throw error;
  }
}
