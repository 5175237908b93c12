import type { Span } from '../../note/facts.ts';
import type { Region } from './context.ts';

/**
 * Hugo runs shortcodes wherever they stand, in code as well, and fails on one that it does not know. What the site
 * defines stays; the shortcodes that Hugo brings are examples where they stand in code, and are shown as written.
 */
export function escapeShortcodes(region: Region, code: readonly Span[]): void {
  const { text } = region.note;
  const form = /\{\{([<%])(\s*\/?\s*([^\s>%}"'`=/]+[^\s>%}"'`=]*)?)/g;
  form.lastIndex = region.span.from;
  let next = 0;
  for (let match = form.exec(text); match && match.index < region.span.to; match = form.exec(text)) {
    const from = match.index;
    const inner = text.slice(from + 3);
    if (inner.startsWith('/*')) continue;
    while ((code[next]?.to ?? Number.POSITIVE_INFINITY) <= from) next++;
    const inCode = (code[next]?.from ?? Number.POSITIVE_INFINITY) <= from;
    const name = match[3] ?? '';
    if (isKnown(region, name, inCode) || !region.out.isFree(from, from + 3)) continue;
    escapeOne(region, from, match[1] ?? '<', inCode);
    report(region, from, name, inCode);
  }
}

function isKnown({ page }: Region, name: string, inCode: boolean): boolean {
  if (page.site.ownShortcodes.has(name)) return true;
  return !inCode && page.site.builtinShortcodes.has(name);
}

/** An escaped shortcode is shown without its slashes and stars; one that never closes gets its braces parted. */
function escapeOne(region: Region, from: number, sign: string, inCode: boolean): void {
  const { text } = region.note;
  const closer = sign === '<' ? '>}}' : '%}}';
  const end = text.indexOf(closer, from + 3);
  const next = text.indexOf('{{', from + 3);
  const closed = end >= 0 && end + 3 <= region.span.to && (next < 0 || next > end);
  if (closed && region.out.isFree(end, end + 3)) {
    region.out.replace(from + 3, from + 3, '/*', 'shortcode');
    region.out.replace(end, end, '*/', 'shortcode');
  } else region.out.replace(from, from + 2, inCode ? '{\u200b{' : '{&#123;', 'shortcode');
}

function report(region: Region, from: number, name: string, inCode: boolean): void {
  if (inCode) {
    const message = 'Hugo would run this shortcode in the code: it is escaped';
    region.out.report({ code: 'SHORTCODE-ESCAPED', from, message });
  } else {
    const message = `This site has no shortcode "${name}": it is shown as written`;
    region.out.report({ code: 'SHORTCODE-UNKNOWN', from, message });
  }
}

/** The first `<!--more-->` ends the summary even in a fence. */
export function reportMore(region: Region, code: readonly Span[]): void {
  const from = region.note.text.indexOf('<!--more-->', region.span.from);
  if (from < 0 || !code.some((span) => from >= span.from && from < span.to)) return;
  const message = 'Hugo ends the summary of the post here, in the middle of the code';
  region.out.report({ code: 'MORE-IN-CODE', from, message });
}
