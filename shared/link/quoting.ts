/** The quotes that a string of front matter stands in: `"`, the `'` of YAML, or the `'` of TOML, which holds no other. */
export type FrontMatterQuote = 'double' | 'single' | 'literal';

/** The quotes that are open at an offset of a note's front matter; undefined where there are none. */
export function frontMatterQuote(text: string, at: number): FrontMatterQuote | undefined {
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  const open = openQuote(line);
  if (open === "'") return text.startsWith('+++') ? 'literal' : 'single';
  return open && 'double';
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
    else if (open === undefined && (unit === '"' || unit === "'")) open = unit;
  }
  return open;
}
