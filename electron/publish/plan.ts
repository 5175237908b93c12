import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic, PlanEntry } from '../../shared/contract/api.ts';
import type { Finding } from '../../shared/hugo/diagnostics.ts';
import { type Collision, findCollisions, findSameFiles } from '../../shared/hugo/routes.ts';
import type { Target } from '../../shared/hugo/settings.ts';
import { addressOf, collisionFinding, createFileCheck, foreignPages } from './addresses.ts';
import { type FileStep, recoverBlog } from './apply.ts';
import { createPlacement, type PageAddress } from './attachments.ts';
import { compareOutputs } from './compare.ts';
import { type Manifest, readManifest } from './manifest.ts';
import { fileOutputs, goneFiles, isShown, type Parts, pageOutput, withheld } from './outputs.ts';
import { createPause, createReader, type VaultReader } from './reader.ts';
import { createRenderer, type RenderedPage } from './render.ts';
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
}

/** Work out an export. Nothing is written, but the end of an earlier one that was cut off. */
export async function makePlan(
  source: PublishSource,
  request: PlanRequest,
  context: PublishContext,
): Promise<Plan> {
  const target = findTarget(source, request);
  const found = await readSite(target, source.vaultDir, source.embedded);
  recoverBlog(found.root);
  const before = readManifest(found.root);
  const site = found.sectionGiven ? found : { ...found, mainSection: before.section ?? found.mainSection };
  const reader = createReader(source);
  const scope = chooseScope(request, reader, target, before);
  const { pages, findings } = placePages(source, site, target, reader, before, scope);
  const world = createWorld(source, site, target, reader, before, pages);
  const placement = createPlacement(site, target, reader);
  const rendering = [...scope.render].sort();
  const renderer = createRenderer({ source, site, target, reader, world, placement, pages }, rendering);
  const pause = createPause(context.signal);
  const rendered: RenderedPage[] = [];
  for (const [i, path] of rendering.entries()) {
    await pause();
    context.progress?.(i, rendering.length);
    const address = pages.get(path) ?? { source: path, content: '', url: undefined };
    const page = renderer.render(address, findings.get(path) ?? []);
    if (page) rendered.push(page);
  }
  return assemble({ request, site, target, before, reader, scope, rendered, placement });
}

/** Addresses of all pages, and what is wrong with them. */
function placePages(
  source: PublishSource,
  site: Site,
  target: Target,
  reader: VaultReader,
  manifest: Manifest,
  scope: Scope,
): { pages: Map<string, PageAddress>; findings: Map<string, Finding[]> } {
  const pages = new Map<string, PageAddress>();
  const findings = new Map<string, Finding[]>();
  const note = (path: string, finding: Finding) =>
    findings.set(path, [...(findings.get(path) ?? []), finding]);
  const published = publishedAddresses(manifest, site);
  const hasFiles = createFileCheck(source, reader);
  for (const path of scope.live) {
    const kept = scope.render.has(path) ? undefined : published.get(path);
    const { address, finding } = kept ? { address: kept } : addressOf(path, site, target, reader, hasFiles);
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

function assemble(parts: Parts): Plan {
  const { request, site, target, before, scope } = parts;
  const shown = parts.rendered.filter((page) => isShown(page, parts));
  const diagnostics = shown.flatMap((page) => page.diagnostics);
  const failed = new Set(diagnostics.filter((each) => each.severity === 'error').map((each) => each.path));
  const outputs = [...shown.flatMap((page) => pageOutput(page, parts)), ...fileOutputs(parts, shown)];
  const compared = compareOutputs({
    root: site.root,
    manifest: before,
    outputs,
    gone: goneFiles(parts, outputs),
    prune: request.prune === true || request.withdraw !== undefined,
    maxDelete: request.withdraw === undefined ? target.limits.max_delete : Number.POSITIVE_INFINITY,
    diff: request.diff === true,
    overwrite: new Set(request.overwrite),
    keep: new Set(request.keep),
    blocked: failed,
    read: (path) => readText(join(site.root, path)),
  });
  const nameless = shown
    .filter((page) => page.address.content === '')
    .map((page) => blockedEntry(page.note.path));
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

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
