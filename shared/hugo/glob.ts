/**
 * Match vault paths against a pattern: `*` and `?` within a name, `**` across folders, `{a,b}` for either.
 * A pattern that names a folder (`private/` or `private`) covers all that is in it.
 */
export function matchesGlob(pattern: string, path: string): boolean {
  const clean = pattern.replace(/^\.?\//, '').normalize('NFC');
  return new RegExp(`^${source(clean)}(?:/.*)?$`, 'u').test(path.normalize('NFC'));
}

export function matchesAny(patterns: readonly string[], path: string): boolean {
  return patterns.some((pattern) => matchesGlob(pattern, path));
}

function source(pattern: string): string {
  let depth = 0;
  return pattern.replace(/\/$/, '').replace(/\*\*\/|\*\*|[\s\S]/gu, (token, at: number) => {
    switch (token) {
      case '**/':
        return '(?:.*/)?';
      case '**':
        return '.*';
      case '*':
        return '[^/]*';
      case '?':
        return '[^/]';
      case '{':
        if (!pattern.includes('}', at)) return '\\{';
        depth++;
        return '(?:';
      case '}':
        return depth-- > 0 ? ')' : '\\}';
      case ',':
        return depth > 0 ? '|' : ',';
      default:
        return token.replace(/[\\^$.|+()[\]]/g, '\\$&');
    }
  });
}
