import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic, PlanEntry, PublishPlan } from '../../shared/contract/api.ts';
import type { Finding } from '../../shared/hugo/diagnostics.ts';
import { type Collision, findCollisions, findSameFiles } from '../../shared/hugo/routes.ts';
import type { Target } from '../../shared/hugo/settings.ts';
import { addressOf, collisionFinding, createBundling, foreignPages } from './addresses.ts';
import { type FileStep, recoverBlog } from './apply.ts';
import { createPlacement, type PageAddress, type Placement } from './attachments.ts';
import { type BlogTree, readBlogTree } from './blog-tree.ts';
import { compareOutputs } from './compare.ts';
import { createKeptPages, type KeptPages, noteKey } from './kept-pages.ts';
import { formatManifest, type Manifest, readManifest } from './manifest.ts';
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

/** A plan as it is told; nothing of it is applied. */
export function describePlan(plan: Plan): PublishPlan {
  const { site, entries, diagnostics } = plan;
  const hugo = site.hugo ? { version: site.hugo.version } : null;
  const offers = offersOf(plan);
  const told = offers.length > 0 ? { offers } : {};
  return { site: site.root, hugo, plan: entries, diagnostics, applied: false, verified: null, ...told };
}

/** Before anything is published: headings of what would be that may be meant to stay at home. */
function offersOf({ before, target, pages, reader }: Plan): string[] {
  if (before.files.size > 0 || target.private.headings.length > 0) return [];
  return [...new Set(pages.flatMap(({ path }) => reader.head(path)?.privateLooking ?? []))];
}

/** Whether there is nothing to write for it, not even the manifest. */
export function isIdle({ steps, before, after }: Plan): boolean {
  return steps.length === 0 && formatManifest(before) === formatManifest(after);
}

/** Work out an export. Nothing is written, but the end of an earlier one that was cut off. */
export async function makePlan(
  source: PublishSource,
  request: PlanRequest,
  context: PublishContext,
): Promise<Plan> {
  try {
    return await workOut(source, request, context);
  } finally {
    source.memory?.rest();
  }
}

async function workOut(source: PublishSource, request: PlanRequest, context: PublishContext): Promise<Plan> {
  const { memory } = source;
  const target = findTarget(source, request);
  const found = await readSite(target, source.vaultDir, source.embedded, memory);
  recoverBlog(found.root);
  const before = readManifest(found.root, memory);
  const site = found.sectionGiven ? found : { ...found, mainSection: before.section ?? found.mainSection };
  const reader = createReader(source, target.image_metadata);
  const pause = createPause(context.signal);
  const whole = request.paths === undefined && request.withdraw === undefined;
  // Long loops let others run between notes: what they find is there when it is asked for.
  for (const path of whole ? reader.notePaths : []) {
    await pause();
    reader.head(path);
  }
  const scope = chooseScope(request, reader, target, before, site.facts.urls.dates);
  const blog = readBlogTree(site, before);
  const kept = whole && memory ? createKeptPages(memory.scope(...identityOf(site, target))) : undefined;
  const bundling = createBundling(target, reader, memory);
  const bundles = bundling.has;
  const ground: Ground = { site, target, reader, before, scope, blog, bundles, kept };
  const { pages, findings } = placePages(ground);
  bundling.rest();
  const world = createWorld(source, site, target, reader, blog, pages);
  const placement = createPlacement(site, target, reader, before);
  const rendering = [...scope.render].sort();
  const options = { site, target, reader, world, placement, pages, bundles };
  const renderer = createRenderer(options, rendering, kept);
  const rendered: RenderedPage[] = [];
  for (const [i, path] of rendering.entries()) {
    await pause();
    context.progress?.(i, rendering.length);
    const address = pages.get(path) ?? { source: path, content: '', url: undefined };
    const page = renderer.render(address, findings.get(path) ?? []);
    if (page) rendered.push(page);
  }
  kept?.finish(world.key, scope.render);
  reader.release();
  const parts = { request, site, target, before, reader, scope, rendered, placement };
  const open: Plan['open'] = (path, text) => {
    const address = pages.get(path) ?? { source: path, content: '', url: undefined };
    return scope.render.has(path) ? renderer.open(address, findings.get(path) ?? [], text) : undefined;
  };
  return { ...(await assemble(parts, memory, pause)), open };
}

/** What decides where pages go. */
interface Ground {
  site: Site;
  target: Target;
  reader: VaultReader;
  before: Manifest;
  scope: Scope;
  blog: BlogTree;
  bundles: (path: string) => boolean;
  kept: KeptPages | undefined;
}

/** Addresses of all pages, and what is wrong with them. */
function placePages(ground: Ground): { pages: Map<string, PageAddress>; findings: Map<string, Finding[]> } {
  const { site, target, reader, before, scope, blog, bundles, kept } = ground;
  const pages = new Map<string, PageAddress>();
  const findings = new Map<string, Finding[]>();
  const note = (path: string, finding: Finding) =>
    findings.set(path, [...(findings.get(path) ?? []), finding]);
  const published = publishedAddresses(before, site);
  const placed = (path: string) => {
    const bundle = bundles(path);
    const last = kept?.page(path);
    const same = last?.note === noteKey(reader.head(path)?.hash ?? '', bundle) && last.address.content !== '';
    return same
      ? { address: last.address, finding: undefined }
      : addressOf(path, site, target, reader, bundle);
  };
  for (const path of scope.live) {
    const there = scope.render.has(path) ? undefined : published.get(path);
    const { address, finding } = there ? { address: there, finding: undefined } : placed(path);
    if (address) pages.set(path, address);
    if (finding) note(path, finding);
  }
  for (const { source: path, code, message } of collisions(site, blog, [...pages.values()])) {
    if (scope.render.has(path)) note(path, collisionFinding(path, code, message, reader));
  }
  return { pages, findings };
}

function collisions(site: Site, blog: BlogTree, pages: readonly PageAddress[]): Collision[] {
  if (site.facts.reader === 'commonmark') return findSameFiles(pages);
  const taken = new Set(pages.map(({ content }) => inContent(site, content)));
  return findCollisions([...pages, ...foreignPages(site, blog, taken)], site.facts.languages);
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
  memory: Memory | undefined,
  pause: () => Promise<void>,
): Promise<Omit<Plan, 'open'>> {
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
    maxDelete:
      request.withdraw === undefined
        ? Math.max(target.limits.max_delete, request.deletes ?? 0)
        : Number.POSITIVE_INFINITY,
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
