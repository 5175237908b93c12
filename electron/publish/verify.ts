import type { FileStep } from './apply.ts';
import type { Hugo, HugoRun } from './hugo.ts';
import { createShadow, type Shadow } from './shadow.ts';
import type { Site } from './site.ts';

/** A link with a fragment as it goes to the blog: the page that must hold the id. */
export interface EmittedFragment {
  /** Vault path and offset of the link. */
  source: string;
  from: number;
  /** URL of the page that it points into, from the site's root. */
  url: string;
  id: string;
}

export interface BuildReport {
  /** Errors of the build after the plan that the build before it does not have. */
  errors: string[];
  /** Warnings about two pages with one path that are new. */
  duplicates: string[];
  /** Links whose id is in no page that was built. */
  missing: EmittedFragment[];
  /** Pages that Hugo puts elsewhere than was planned, where it says: by their path in the site. */
  elsewhere: ReadonlyMap<string, string>;
}

/** Addresses as they were planned, from the site's root, by the path of the page in the site. */
export type PlannedUrls = ReadonlyMap<string, string>;

/**
 * Build a copy of the site with the plan applied, as readers will see it and with drafts and future posts.
 * Only errors that the site did not have before count.
 */
export async function verifyPlan(
  site: Site,
  hugo: Hugo,
  steps: readonly FileStep[],
  { fragments = [], urls = new Map() }: { fragments?: readonly EmittedFragment[]; urls?: PlannedUrls },
  signal?: AbortSignal,
): Promise<BuildReport> {
  const shadow = createShadow(site);
  try {
    const before = lazy(() => createBaseline(site, hugo, signal));
    shadow.apply(steps);
    const report: BuildReport = { errors: [], duplicates: [], missing: [], elsewhere: new Map() };
    for (const drafts of [false, true]) {
      const out = shadow.destination(drafts ? 'all' : 'public');
      const pages = drafts ? [...new Set(fragments.map((each) => each.url))] : [];
      const run = await hugo.build(shadow.dir, out, { drafts, signal, pages });
      await addNew(report, run, shadow, drafts, before);
      if (drafts && run.ok) report.missing = fragments.filter((each) => !holdsId(run, each));
    }
    if (urls.size > 0 && report.errors.length === 0) {
      report.elsewhere = misplaced(site, urls, await hugo.list?.(shadow.dir, signal));
    }
    return { ...report, errors: [...new Set(report.errors)], duplicates: [...new Set(report.duplicates)] };
  } finally {
    shadow.dispose();
  }
}

/** Build the site as it is; says whether that works. */
export async function verifySite(site: Site, hugo: Hugo, signal?: AbortSignal): Promise<string[]> {
  const report = await verifyPlan(site, hugo, [], {}, signal);
  return report.errors;
}

async function addNew(
  report: BuildReport,
  run: HugoRun,
  shadow: Shadow,
  drafts: boolean,
  before: () => Promise<(drafts: boolean) => HugoRun>,
): Promise<void> {
  const duplicates = run.warnings.filter((line) => /Duplicate target paths/.test(line));
  if (run.ok && duplicates.length === 0) return;
  const baseline = (await before())(drafts);
  const known = new Set([...baseline.errors, ...baseline.warnings].map(comparable));
  report.duplicates.push(...duplicates.filter((line) => !known.has(comparable(line))));
  if (run.ok) return;
  const errors = run.errors.length > 0 ? run.errors : ['Error: hugo failed without a word'];
  const fresh = errors.filter((line) => !known.has(comparable(line)) && !isSummary(line));
  if (fresh.length > 0) report.errors.push(...fresh.map((line) => line.replaceAll(`${shadow.dir}/`, '')));
  else if (baseline.ok) report.errors.push(...errors.map((line) => line.replaceAll(`${shadow.dir}/`, '')));
}

/** The same error in two copies of a site, at whatever line it stands by now. */
function comparable(line: string): string {
  return line.replace(/\/[^"\s]*commonplace-shadow-[^/]+\/site\//g, '').replace(/:\d+:\d+/g, '');
}

function isSummary(line: string): boolean {
  return /logged \d+ error/.test(line);
}

async function createBaseline(site: Site, hugo: Hugo, signal?: AbortSignal) {
  const shadow = createShadow(site);
  try {
    const plain = await hugo.build(shadow.dir, shadow.destination('public'), { signal });
    const all = await hugo.build(shadow.dir, shadow.destination('all'), { drafts: true, signal });
    return (drafts: boolean) => (drafts ? all : plain);
  } finally {
    shadow.dispose();
  }
}

function lazy<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function misplaced(site: Site, urls: PlannedUrls, listed: ReadonlyMap<string, string> = new Map()) {
  const found = new Map<string, string>();
  for (const [path, url] of urls) {
    const there = listed.get(path);
    const place = there === undefined ? url : placeOf(there, site.facts.basePath);
    if (place !== url) found.set(path, place);
  }
  return found;
}

/** The address of a page from the site's root, decoded. */
function placeOf(address: string, basePath: string): string {
  const path = new URL(address, 'http://site').pathname;
  try {
    return decodeURIComponent(path).slice(path.startsWith(`${encodeURI(basePath)}/`) ? basePath.length : 0);
  } catch {
    return path;
  }
}

/** A page that was not built cannot be looked into: its visibility has been judged before. */
function holdsId(run: HugoRun, { url, id }: EmittedFragment): boolean {
  const html = run.pages.get(url);
  if (html === undefined) return true;
  const escaped = id.replace(/&/g, '&amp;').replace(/"/g, '&#34;');
  return [id, escaped].some((each) => html.includes(`id="${each}"`) || html.includes(`id=${each}`));
}

/** Where Hugo says an error stands: path in the site, line and column. */
export function errorPlace(line: string): { path: string; line: number; column: number } | undefined {
  const match = /"([^"]+\.md):(\d+):(\d+)"/.exec(line) ?? /(\S+\.md):(\d+):(\d+)/.exec(line);
  if (!match) return undefined;
  return { path: match[1] ?? '', line: Number(match[2]), column: Number(match[3]) };
}
