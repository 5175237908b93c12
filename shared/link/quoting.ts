/** The quotes that a string of front matter stands in: `"`, the `'` of YAML, or the `'` of TOML, which holds no other. */
export type FrontMatterQuote = 'double' | 'single' | 'literal';

/** The quotes that are open at an offset of a note's front matter; undefined where there are none. */
export function frontMatterQuote(text: string, at: number): FrontMatterQuote | undefined {
  const toml = text.startsWith('+++');
  const line = text.lastIndexOf('\n', at - 1) + 1;
  const open = openQuote(text.slice(toml ? line : propertyStart(text, line), at));
  if (open === "'") return toml ? 'literal' : 'single';
  return open && 'double';
}

/** A string of YAML may go over lines; those that go on with it are indented. */
function propertyStart(text: string, line: number): number {
  let start = line;
  while (start > 0 && /\s/.test(text.charAt(start))) start = text.lastIndexOf('\n', start - 2) + 1;
  return start;
}

/** A text as it has to stand between these quotes; undefined where they cannot hold it. */
export function quoted(text: string, quote: FrontMatterQuote | undefined): string | undefined {
  if (quote === 'double') return text.replace(/["\\]/g, '\\$&');
  if (quote === 'single') return text.replaceAll("'", "''");
  return quote === 'literal' && text.includes("'") ? undefined : text;
}

function openQuote(before: string): '"' | "'" | undefined {
  let open: '"' | "'" | undefined;
  for (let at = 0; at < before.length; at++) {
    const unit = before[at];
    if (unit === '\\' && open === '"') at++;
    else if (unit === open) open = undefined;
    else if (open === undefined && unit === '#' && /\s/.test(before[at - 1] ?? '\n')) {
      at = (before.indexOf('\n', at) + 1 || before.length) - 1;
    } else if (open === undefined && (unit === '"' || unit === "'") && mayBegin(before, at)) open = unit;
  }
  return open;
}

/** A string begins where a value does; elsewhere a quote is a character of the text (`it's`). */
function mayBegin(before: string, at: number): boolean {
  const line = before.slice(before.lastIndexOf('\n', at - 1) + 1, at).trimEnd();
  if (/^[\s-]*$|[:=[{"']$/.test(line)) return true;
  return line.endsWith(',') && /^\s*["']|[[{]/.test(line);
}
