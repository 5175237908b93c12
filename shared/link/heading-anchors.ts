/**
 * The name that GitHub, Hugo and the many tools that follow them give to a heading that shows this text, before it is
 * made unique: in lower case, punctuation gone, each space a hyphen.
 */
export function anchorName(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{Nd}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');
}

/** The same for all headings of a page: the first free number sets equal ones apart (as `github-slugger` does). */
export function anchorNames(texts: readonly string[]): string[] {
  const used = new Set<string>();
  return texts.map((text) => {
    const base = anchorName(text);
    let name = base;
    for (let n = 1; used.has(name); n++) name = `${base}-${n}`;
    used.add(name);
    return name;
  });
}
