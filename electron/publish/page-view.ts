import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '../../shared/contract/api.ts';
import { AppError } from '../../shared/contract/errors.ts';
import { bodyStart, findExtent } from '../../shared/note/extent.ts';
import { builtFile, type EmbeddedHugo } from './embedded-hugo.ts';
import type { Plan } from './plan.ts';
import type { Publisher } from './publish.ts';
import { pageBytes } from './render.ts';
import type { Site } from './site.ts';
import { filesUnder } from './site-config.ts';
import type { PlanRequest } from './targets.ts';

type PageView = Result<'publish.render'>;

export interface ViewRequest extends PlanRequest {
  path: string;
  text?: string | undefined;
}

/**
 * One note as readers of the blog will see it.
 * @throws AppError `not-found` where the note or the site is not there
 */
export async function viewPage(
  publisher: Pick<Publisher, 'open'>,
  hugo: EmbeddedHugo,
  { path, text, ...request }: ViewRequest,
): Promise<PageView> {
  const { plan, page } = await publisher.open(request, path, text);
  const address = plan.pages.find((each) => each.path === path)?.address;
  const url = address?.url;
  if (!page || !address || url === undefined) return unseen(plan, path);
  const { root, content, facts } = plan.site;
  const place = builtFile(url);
  const overlay = {
    ...unpublished(plan, path),
    [`${content}/${address.content}`]: Buffer.from(page.data).toString('utf8'),
  };
  const reply = await hugo.view(root, overlay, [place]);
  const html = reply.files[place];
  if (html === undefined) return { ...nothing, url, errors: errorsOf(reply.error, reply.log) };
  const wanted = styleSheets(html, url, facts.basePath);
  const built = await hugo.view(root, overlay, wanted.map(builtFile));
  const styles = wanted.flatMap(
    (sheet) => staticText(plan.site, sheet) ?? built.files[builtFile(sheet)] ?? [],
  );
  return { url, html, styles, files: attachments(plan), errors: [] };
}

/**
 * Pages that it links to and that the blog does not have yet, without which Hugo would build none: their front matter
 * alone, for what they say may link on.
 */
function unpublished({ site, pages, reader }: Plan, path: string): Record<string, string> {
  const wanted = new Set(pages.find((each) => each.path === path)?.dependencies);
  const there: Record<string, string> = {};
  for (const page of pages) {
    const place = `${site.content}/${page.address.content}`;
    if (!wanted.has(page.path) || page.path === path || existsSync(join(site.root, place))) continue;
    const bytes = pageBytes(page, reader.text(page.path));
    const text = bytes ? Buffer.from(bytes).toString('utf8') : '';
    there[place] = text.slice(0, bodyStart(text, findExtent(text)));
  }
  return there;
}

const nothing: PageView = { url: null, html: null, styles: [], files: {}, errors: [] };

/** A page that cannot be shown, with what stands against it. */
function unseen(plan: Plan, path: string): PageView {
  const errors = plan.diagnostics
    .filter((each) => each.path === path && each.severity === 'error')
    .map((each) => each.message);
  const reason = plan.entries.find((each) => each.source === path && each.action === 'skip')?.reason;
  if (reason !== undefined) errors.push(reason);
  if (errors.length === 0) throw new AppError('not-found', `${path} has no page`, { path });
  return { ...nothing, errors };
}

function errorsOf(error: string | null, log: readonly string[]): string[] {
  const lines = log.filter((line) => /^ERROR/.test(line));
  return lines.length > 0 ? lines : [error ?? 'The page was not built'];
}

/** URLs of its own style sheets, from the site's root. */
function styleSheets(html: string, url: string, basePath: string): string[] {
  const links = html.match(/<link\b[^>]*>/gi) ?? [];
  return links.flatMap((link) => {
    if (!/\brel=["']?[^"'>]*stylesheet/i.test(link)) return [];
    const href = /\bhref=(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i.exec(link);
    const address = new URL(
      (href?.[1] ?? href?.[2] ?? href?.[3] ?? '').replace(/&amp;/g, '&'),
      `http://site${url}`,
    );
    const path = decodeURIComponent(address.pathname);
    return path.startsWith(`${basePath}/`) ? [path.slice(basePath.length)] : [path];
  });
}

/** A file that Hugo copies as it is: of the site, else of a theme. */
function staticText({ root }: Site, url: string): string | undefined {
  const themes = filesUnder(join(root, 'themes')).filter((path) => path.endsWith(`/static${url}`));
  const places = [`static${url}`, ...themes.map((path) => `themes/${path}`)];
  const found = places.map((path) => join(root, path)).find((file) => existsSync(file));
  return found === undefined ? undefined : readFileSync(found, 'utf8');
}

function attachments(plan: Plan): Record<string, string> {
  const entries = [...plan.files.values()].filter(({ url }) => url !== null);
  return Object.fromEntries(entries.map(({ url, source }) => [plan.site.facts.basePath + url, source]));
}
