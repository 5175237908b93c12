import type { Problem, Result } from '../../shared/contract/api.ts';
import { linkKey } from '../../shared/link/resolve.ts';
import type { FrontMatterProblem } from '../../shared/note/facts.ts';
import type { Store } from '../index/store.ts';
import type { Notes } from './notes.ts';

const unreadable: Record<string, string> = {
  'not-utf8': 'The file is not UTF-8 text: it opens read-only',
  'too-large': 'The file is too large to be indexed',
  'no-access': 'The file may not be read',
};

/** What is wrong in a vault: links first, then files, then names. */
export function createCheck(store: Store, notes: Notes): () => Result<'check.run'> {
  const problems = store.db.prepare<[], { path: string; problem: string }>(
    'SELECT path, problem FROM files WHERE problem IS NOT NULL ORDER BY path',
  );
  const orphans = store.db
    .prepare<[], string>(
      'SELECT path FROM files WHERE note = 0 AND id NOT IN (SELECT target FROM links) ORDER BY path',
    )
    .pluck();
  const bareNames = store.db.prepare<[], { key: string; paths: number }>(
    'SELECT key, count(*) AS paths FROM files WHERE note = 1 GROUP BY key HAVING count(*) > 1',
  );

  function links(errors: Problem[], warnings: Problem[]): void {
    const shared = new Map(bareNames.all().map(({ key, paths }) => [key, paths]));
    for (const link of notes.links(undefined)) {
      const at = { path: link.source, line: link.line, column: link.column };
      if (link.target === null) {
        errors.push({ ...at, code: 'link-broken', message: `${link.raw} points to nothing in the vault` });
      } else if (link.fragmentFound === false) {
        const message = `${link.raw}: ${link.target} has no "${link.fragment}"`;
        warnings.push({ ...at, code: 'fragment-missing', message });
      } else if (isBare(link.raw) && (shared.get(linkKey(link.target)) ?? 0) > 1) {
        const message = `${link.raw} could mean ${shared.get(linkKey(link.target))} notes; it is ${link.target}`;
        warnings.push({ ...at, code: 'name-ambiguous', message });
      }
    }
  }

  return () => {
    const errors: Problem[] = [];
    const warnings: Problem[] = [];
    links(errors, warnings);
    for (const { path, problem } of problems.all()) errors.push(fileProblem(path, problem));
    for (const path of orphans.all()) {
      const message = 'No note links to this attachment';
      warnings.push({ path, line: 1, column: 1, code: 'attachment-orphaned', message });
    }
    return { errors, warnings };
  };
}

export type Check = ReturnType<typeof createCheck>;

/** A wikilink that gives a name and no folder. */
const isBare = (raw: string) => /^!?\[\[[^/#|\]]+[#|\]]/.test(raw);

function fileProblem(path: string, json: string): Problem {
  const problem = JSON.parse(json) as FrontMatterProblem | { code: string };
  if ('line' in problem) {
    return {
      path,
      line: problem.line,
      column: problem.column,
      code: 'front-matter-broken',
      message: problem.message,
    };
  }
  const message = unreadable[problem.code] ?? `The file could not be read (${problem.code})`;
  return { path, line: 1, column: 1, code: 'file-unreadable', message };
}
