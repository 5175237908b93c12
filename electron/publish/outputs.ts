import type { Target } from '../../shared/hugo/settings.ts';
import type { Placement } from './attachments.ts';
import type { GoneFile, Output } from './compare.ts';
import { hiddenPath, type Manifest, type ManifestEntry } from './manifest.ts';
import type { VaultReader } from './reader.ts';
import { pageBytes, type RenderedPage } from './render.ts';
import type { Scope } from './scope.ts';
import { inContent, type Site } from './site.ts';
import type { PlanRequest } from './targets.ts';

/** A plan before it is compared with the blog. */
export interface Parts {
  request: PlanRequest;
  site: Site;
  target: Target;
  before: Manifest;
  reader: VaultReader;
  scope: Scope;
  rendered: RenderedPage[];
  placement: Placement;
}

/** A note that was not asked for is part of the plan only where its page comes out different. */
export function isShown(page: RenderedPage, { scope, before, site }: Parts): boolean {
  if (!scope.dependents.has(page.path)) return true;
  return before.files.get(inContent(site, page.address.content))?.outputHash !== page.outputHash;
}

/** The file that a page becomes; none where its name cannot be published. */
export function pageOutput(page: RenderedPage, { site, scope, before, reader }: Parts): Output[] {
  if (page.address.content === '') return [];
  const path = inContent(site, page.address.content);
  const { outputHash } = page;
  const byHand = scope.byHand.get(page.path) ?? before.files.get(path)?.byHand;
  const entry: ManifestEntry = {
    kind: 'note',
    source: page.path,
    sourceHash: page.hash,
    outputHash,
    url: page.address.url ?? null,
    dependencies: page.dependencies,
    owners: [],
    byHand: byHand ?? false,
  };
  return [{ path, data: () => pageBytes(page, reader.text(page.path)), outputHash, entry }];
}

/** The files that go with these pages. */
export function fileOutputs({ placement, reader, before }: Parts, shown: readonly RenderedPage[]): Output[] {
  const placed = shown.filter((page) => page.address.content !== '');
  const pages = new Set(placed.map((page) => page.path));
  const outputs: Output[] = [];
  for (const file of placement.files.values()) {
    if (![...file.owners].some((owner) => pages.has(owner))) continue;
    const hash = reader.attachmentHash(file.source);
    const others = (before.files.get(file.path)?.owners ?? []).filter((owner) => !pages.has(owner));
    const owners = [...new Set([...others, ...file.owners])].sort();
    const facts = { sourceHash: hash, outputHash: hash, url: file.url, dependencies: [], byHand: false };
    outputs.push({
      path: file.path,
      data: () => reader.attachment(file.source),
      outputHash: hash,
      entry: { kind: 'attachment', source: file.source, owners, ...facts },
    });
  }
  return outputs;
}

/** Files of ours that nothing asks for any more. In an export of single notes only those notes are looked at. */
export function goneFiles(
  { before, scope, reader, request, rendered, site }: Parts,
  outputs: readonly Output[],
): GoneFile[] {
  const wanted = new Set(outputs.map((output) => output.path));
  const made = new Set(rendered.map((page) => page.path));
  const partial = request.paths !== undefined || request.withdraw !== undefined;
  const reasons = new Map(scope.choices.map((choice) => [choice.path, choice.reason]));
  const gone: GoneFile[] = [];
  const isMine = createOwnership(before, site);
  for (const [path, entry] of before.files) {
    if (wanted.has(path) || !isMine(path, entry)) continue;
    if (entry.kind === 'attachment') {
      const holds = entry.owners.some((owner) => scope.live.has(owner) && !made.has(owner));
      const touched = !partial || entry.owners.some((owner) => made.has(owner) || owner === request.withdraw);
      if (!holds && touched) gone.push({ path, reason: 'no published note uses it any more' });
      continue;
    }
    if (partial && !reasons.has(entry.source) && entry.source !== request.withdraw) continue;
    if (scope.live.has(entry.source) && !made.has(entry.source)) continue;
    gone.push({ path, reason: goneReason(entry.source, reasons.get(entry.source), reader, request) });
  }
  return gone;
}

/** Whether a file of ours is of this content folder: one blog can have another for another language. */
function createOwnership(
  before: Manifest,
  { content }: Site,
): (path: string, entry: ManifestEntry) => boolean {
  const here = (path: string) => content === '' || path.startsWith(`${content}/`);
  const notes = new Set(
    [...before.files].flatMap(([path, { kind, source }]) => (kind === 'note' && here(path) ? [source] : [])),
  );
  return (path, { kind, owners }) =>
    here(path) ||
    (kind === 'attachment' && (owners.length === 0 || owners.some((owner) => notes.has(owner))));
}

function goneReason(
  path: string,
  reason: string | undefined,
  reader: VaultReader,
  { withdraw }: PlanRequest,
): string {
  if (path === withdraw) return 'taken off the blog';
  if (!reader.exists(path)) return 'its note is no longer in the vault';
  return reason === undefined ? 'it has another place now' : `its note is not selected any more (${reason})`;
}

/** Notes that stay off the blog by hand: asked for by path, one comes back. */
export function withheld({ before, request, scope, reader }: Parts): ReadonlySet<string> {
  const held = new Set(before.withheld);
  for (const choice of request.paths === undefined ? [] : scope.choices) held.delete(hiddenPath(choice.path));
  // One that is gone is not held back: should it come back, it is published as any other.
  if (request.withdraw !== undefined && reader.exists(request.withdraw))
    held.add(hiddenPath(request.withdraw));
  return held;
}
