const plain = /[a-zA-Z0-9\u4e00-\u9fff]/;
const quantifier = /^(?:[*?]|\{0*(?:,|\}))/;
const repeated = /^(?:[+*?]|\{\d*,?\d*\})/;

/**
 * Pieces of text that every match of a pattern holds: letters and digits of ASCII and common Han, whatever their case.
 * Only what stands outside of groups and classes is looked at, and a pattern of alternatives has none.
 */
export function regexLiterals(source: string): string[] {
  const found: string[] = [];
  let word = '';
  const end = () => {
    if (word.length > 1 || /[\u4e00-\u9fff]/.test(word)) found.push(word);
    word = '';
  };
  for (let at = 0; at < source.length; ) {
    const char = source.charAt(at);
    if (char === '|') return [];
    const length = skipLength(source, at);
    const behind = source.slice(at + length);
    if (length === 1 && plain.test(char)) {
      if (quantifier.test(behind)) end();
      else word += char;
      if (repeated.test(behind)) end();
    } else {
      end();
    }
    at += length;
  }
  end();
  return found.sort((a, b) => b.length - a.length).slice(0, 3);
}

/** How many characters the piece of a pattern takes that begins here: an escape, a class, a whole group, a count. */
function skipLength(source: string, at: number): number {
  const rest = source.slice(at);
  const escaped =
    /^\\(?:[pPuk](?:\{[^}]*\}|<[^>]*>)|u[\da-fA-F]{4}|x[\da-fA-F]{2}|c[A-Za-z]|\d+|[\s\S])/.exec(rest);
  if (escaped) return escaped[0].length;
  const simple = /^(?:\[(?:\\[\s\S]|[^\]\\])*\]|\{\d*,?\d*\})/.exec(rest);
  if (simple) return simple[0].length;
  return rest.startsWith('(') ? groupLength(rest) : 1;
}

function groupLength(source: string): number {
  let depth = 0;
  for (const match of source.matchAll(/\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|[()]/g)) {
    if (match[0] === '(') depth++;
    else if (match[0] === ')' && --depth === 0) return match.index + 1;
  }
  return source.length;
}
