import type { Tree } from './layers.ts';

interface Rule {
  pattern: RegExp;
  says: string;
}

// Put together from pieces, so that this file does not hold what it looks for.
const RULES: Rule[] = [
  { pattern: new RegExp(`\\b(?:TO${''}DO|FIX${''}ME)\\b`), says: 'unfinished work; finish it or file it' },
  { pattern: new RegExp(`@ts-(?:ign${''}ore|noch${''}eck)`), says: 'the type checker is silenced' },
  { pattern: new RegExp(`biome-ign${''}ore|eslint-dis${''}able`), says: 'the linter is silenced' },
  {
    pattern: new RegExp(`\\b(?:it|test|describe)\\.on${''}ly\\(`),
    says: 'one test keeps the others from running',
  },
];

/** Lines with words that do not belong in what is handed in. */
export function forbiddenWords(tree: Tree, machinePaths: readonly string[]): string[] {
  const rules = [...RULES, ...machinePaths.map(pathRule)];
  return [...tree].flatMap(([path, text]) => {
    const lines = text.split('\n');
    return lines.flatMap((line, at) =>
      rules.filter((rule) => rule.pattern.test(line)).map((rule) => `${path}:${at + 1}: ${rule.says}`),
    );
  });
}

function pathRule(path: string): Rule {
  const literal = path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return { pattern: new RegExp(`(?<![\\w/.-])${literal}/`), says: `a path of this machine (${path})` };
}

/** Registry addresses in a lock file tie every later install to one machine's registry. */
export function registryHosts(lockFile: string): string[] {
  const count = lockFile.match(/"resolved": "http/g)?.length ?? 0;
  return count === 0
    ? []
    : [`package-lock.json: ${count} registry addresses (omit-lockfile-registry-resolved is off)`];
}

const MOST = 500;
const MANY = 400;

/** Source files that grew too long; `fails` past 500 lines, else a warning past 400. Tests are free. */
export function longFiles(tree: Tree): { path: string; lines: number; fails: boolean }[] {
  return [...tree]
    .filter(([path]) => !path.startsWith('tests/'))
    .map(([path, text]) => ({ path, lines: text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > MANY)
    .map(({ path, lines }) => ({ path, lines, fails: lines > MOST }));
}
