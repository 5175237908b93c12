import type { Calls, Problem, Result } from '../../shared/contract/api.ts';
import { linkKey } from '../../shared/link/resolve.ts';
import type { FrontMatterProblem } from '../../shared/note/facts.ts';
import { frontMatterFault } from '../../shared/words/front-matter-fault.ts';
import { createTell, type Tell } from '../../shared/words/table.ts';
import type { Store } from '../index/store.ts';
import type { Vault } from '../vault/vault.ts';
import { closedFolders } from '../vault/walk.ts';
import type { Notes } from './notes.ts';

const unreadable = ['not-utf8', 'too-large', 'no-access'] as const;

/**
 * What is wrong in a vault: links first, then files, then names. Said in `language`; without one in English, and of
 * front matter what its parser says.
 */
export function createCheck(
  vault: Pick<Vault, 'dir'>,
  store: Store,
  notes: Notes,
): (params: Calls['check.run']['params']) => Result<'check.run'> {
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

  function links(errors: Problem[], warnings: Problem[], tell: Tell): void {
    const shared = new Map(bareNames.all().map(({ key, paths }) => [key, paths]));
    for (const link of notes.links(undefined)) {
      const at = { path: link.source, line: link.line, column: link.column };
      if (link.target === null) {
        errors.push({ ...at, code: 'link-broken', message: tell('problem.link-broken', { name: link.raw }) });
      } else if (link.fragmentFound === false) {
        const gaps = { name: link.raw, other: link.target, part: link.fragment ?? '' };
        const message = tell('problem.fragment-missing', gaps);
        warnings.push({ ...at, code: 'fragment-missing', message });
      } else if (isBare(link.raw) && (shared.get(linkKey(link.target)) ?? 0) > 1) {
        const n = shared.get(linkKey(link.target)) ?? 0;
        const message = tell('problem.name-ambiguous', { name: link.raw, n, other: link.target });
        warnings.push({ ...at, code: 'name-ambiguous', message });
      }
    }
  }

  return ({ language }) => {
    const tell = createTell(language ?? 'en');
    const errors: Problem[] = [];
    const warnings: Problem[] = [];
    links(errors, warnings, tell);
    for (const { path, problem } of problems.all())
      errors.push(fileProblem(path, problem, tell, language !== undefined));
    for (const path of closedFolders(vault.dir))
      errors.push({ path, line: 1, column: 1, code: 'folder-unreadable', message: tell('problem.folder') });
    for (const path of orphans.all()) {
      const message = tell('problem.attachment-orphaned');
      warnings.push({ path, line: 1, column: 1, code: 'attachment-orphaned', message });
    }
    return { errors, warnings };
  };
}

export type Check = ReturnType<typeof createCheck>;

/** A wikilink that gives a name and no folder. */
const isBare = (raw: string) => /^!?\[\[[^/#|\]]+[#|\]]/.test(raw);

function fileProblem(path: string, json: string, tell: Tell, plainly: boolean): Problem {
  const problem = JSON.parse(json) as FrontMatterProblem | { code: string };
  if ('line' in problem) {
    return {
      path,
      line: problem.line,
      column: problem.column,
      code: 'front-matter-broken',
      message: plainly ? frontMatterFault(problem.message, tell) : problem.message,
    };
  }
  const known = unreadable.find((code) => code === problem.code);
  const message = known ? tell(`problem.${known}`) : tell('problem.unreadable', { name: problem.code });
  return { path, line: 1, column: 1, code: 'file-unreadable', message };
}
