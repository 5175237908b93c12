import type { Diagnostic } from '../../shared/contract/api.ts';
import { invertEdits, mapOffset } from '../../shared/text/edit.ts';
import { LineIndex } from '../../shared/text/lines.ts';
import type { Plan } from './plan.ts';
import type { OpenPage } from './render.ts';
import { inContent } from './site.ts';
import { type BuildReport, type EmittedFragment, errorPlace } from './verify.ts';

/** What a trial build found, at the places of the notes that it comes from. */
export function buildDiagnostics(plan: Plan, report: BuildReport): Diagnostic[] {
  return [
    ...report.errors.map((message) => buildError(plan, message)),
    ...report.duplicates.flatMap((message) => duplicates(plan, message)),
    ...report.missing.map((fragment) => missingAnchor(plan, fragment)),
    ...[...report.elsewhere].map(([path, url]) => otherUrl(plan, path, url)),
  ];
}

function buildError(plan: Plan, message: string): Diagnostic {
  const place = errorPlace(message);
  const page =
    place && plan.pages.find((each) => place.path.endsWith(`${plan.site.content}/${each.address.content}`));
  const base = { severity: 'error', code: 'HUGO-BUILD', message } as const;
  if (!place || !page) return { path: '', line: 1, column: 1, ...base };
  const open = plan.open(page.path);
  if (!open) return { path: page.path, line: 1, column: 1, ...base };
  return { path: page.path, ...placeInNote(open, place.line, place.column), ...base };
}

/** Hugo speaks of the page; the person looks at the note. Hugo counts columns in bytes, which is near enough. */
function placeInNote(
  { note, result }: OpenPage,
  line: number,
  column: number,
): { line: number; column: number } {
  const out = new LineIndex(result.text);
  const offset = Math.min(out.start(line) + column - 1, out.end(line));
  const back = mapOffset(invertEdits(note.text, result.edits), offset);
  const lines = new LineIndex(note.text);
  return { line: lines.line(back), column: lines.column(back) };
}

function duplicates(plan: Plan, message: string): Diagnostic[] {
  const urls = [...message.matchAll(/(\/[^,(]*?)(?:index\.html)? \(\d+\)/g)].map((match) => match[1] ?? '');
  return plan.pages
    .filter((page) => urls.includes(page.address.url ?? ''))
    .map((page) => ({
      path: page.path,
      line: 1,
      column: 1,
      severity: 'error',
      code: 'URL-COLLISION',
      message: `Hugo would put two pages at ${page.address.url}`,
    }));
}

function otherUrl(plan: Plan, path: string, url: string): Diagnostic {
  const page = plan.pages.find(({ address }) => inContent(plan.site, address.content) === path);
  const message = `Hugo puts this page at ${url}, not at ${page?.address.url}`;
  return { path: page?.path ?? '', line: 1, column: 1, severity: 'warning', code: 'HUGO-BUILD', message };
}

function missingAnchor(plan: Plan, { source, id, url }: EmittedFragment): Diagnostic {
  const link = plan.open(source)?.note.facts.links.find((each) => each.fragment !== undefined);
  const place = link ? { line: link.line, column: link.column } : { line: 1, column: 1 };
  const message = `The page ${url} was built without the id ${id}`;
  return { path: source, ...place, severity: 'warning', code: 'ANCHOR-MISSING', message };
}
