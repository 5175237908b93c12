import type { Calls, Problem, Result } from '../../shared/contract/api.ts';
import { linkKey } from '../../shared/link/resolve.ts';
import type { FrontMatterProblem } from '../../shared/note/facts.ts';
import { frontMatterFault } from '../../shared/words/front-matter-fault.ts';
import { createTell, type Tell } from '../../shared/words/table.ts';
import type { LinkRecord } from '../index/links.ts';
import type { Store } from '../index/store.ts';
import type { Vault } from '../vault/vault.ts';
import { closedFolders } from '../vault/walk.ts';
import type { Notes } from './notes.ts';
import type { Pace } from './pace.ts';

/** Files looked at at once. */
const filesAtOnce = 2_000;

const unreadable = ['not-utf8', 'too-large', 'no-access'] as const;

/**
 * What is wrong in a vault: links first, then files, then names. Said in `language`; without one in English, and of
 * front matter what its parser says.
 */
export function createCheck(
  vault: Pick<Vault, 'dir'>,
  store: Store,
  notes: Notes,
): (params: Calls['check.run']['params'], pace: Pace) => Promise<Result<'check.run'>> {
  const { files, links } = store;
  const named = store.db
    .prepare<[string], string>('SELECT path FROM files WHERE key = ? AND note = 1')
    .pluck();
  const keysAfter = store.db.prepare<[string, number], { key: string; count: number }>(
    'SELECT key, count(*) AS count FROM files WHERE key > ? GROUP BY key ORDER BY key LIMIT ?',
  );
  const last = store.db.prepare<[], number>('SELECT coalesce(max(id), 0) FROM files').pluck();
  const within = store.db.prepare<[number, number], OddFile>(
    `SELECT id, path, problem FROM files
     WHERE id > ? AND id <= ? AND (problem IS NOT NULL OR note = 0)`,
  );

  /** How many notes have a name that several have. */
  async function sharedNames(pace: Pace): Promise<Map<string, number>> {
    const shared = new Map<string, number>();
    for (let after: string | undefined = ''; after !== undefined; ) {
      const some = keysAfter.all(after, filesAtOnce);
      for (const { key, count } of some) {
        const notes = count > 1 ? named.all(key).length : 0;
        if (notes > 1) shared.set(key, notes);
      }
      after = some.at(-1)?.key;
      await pace.rest(0, 0);
    }
    return shared;
  }

  async function checkLinks(findings: Findings, tell: Tell, pace: Pace): Promise<void> {
    const shared = await sharedNames(pace);
    const total = files.counts().notes;
    const hasFragment = notes.fragments();
    for (const { links: some, looked } of links.doubtful(new Set(shared.keys()))) {
      for (const link of some) checkLink(link, hasFragment, shared, findings, tell);
      pace.check();
      await pace.rest(looked, total);
    }
  }

  /** Files that could not be read, and attachments that nothing points to. */
  async function checkFiles(findings: Findings, tell: Tell, plainly: boolean, pace: Pace): Promise<void> {
    const pointedTo = await links.pointedTo();
    const odd: OddFile[] = [];
    const end = last.get() as number;
    for (let from = 0; from < end; from += filesAtOnce) {
      odd.push(...within.all(from, from + filesAtOnce));
      await pace.rest(0, 0);
    }
    for (const { id, path, problem } of odd.sort(byPath)) {
      if (problem !== null) findings.errors.push(fileProblem(path, problem, tell, plainly));
      else if (!pointedTo[id]) {
        const message = tell('problem.attachment-orphaned');
        findings.warnings.push({ path, line: 1, column: 1, code: 'attachment-orphaned', message });
      }
    }
  }

  async function checkFolders({ errors }: Findings, tell: Tell, pace: Pace): Promise<void> {
    const closed: string[] = [];
    for (const path of closedFolders(vault.dir)) {
      if (path !== undefined) closed.push(path);
      pace.check();
      await pace.rest(0, 0);
    }
    for (const path of closed.sort())
      errors.push({ path, line: 1, column: 1, code: 'folder-unreadable', message: tell('problem.folder') });
  }

  return async ({ language }, pace) => {
    const tell = createTell(language ?? 'en');
    const findings: Findings = { errors: [], warnings: [] };
    await checkLinks(findings, tell, pace);
    await checkFiles(findings, tell, language !== undefined, pace);
    await checkFolders(findings, tell, pace);
    return findings;
  };
}

interface OddFile {
  id: number;
  path: string;
  problem: string | null;
}

type Findings = Result<'check.run'>;

/** As SQLite sorts paths. */
const byPath = (one: OddFile, other: OddFile) =>
  Buffer.compare(Buffer.from(one.path), Buffer.from(other.path));

/** @param shared how many notes have a name that several have */
function checkLink(
  link: LinkRecord,
  hasFragment: (link: LinkRecord) => boolean | null,
  shared: ReadonlyMap<string, number>,
  { errors, warnings }: Findings,
  tell: Tell,
): void {
  const { source: path, line, col: column, raw, to } = link;
  const at = { path, line, column };
  if (to === null) {
    errors.push({ ...at, code: 'link-broken', message: tell('problem.link-broken', { name: raw }) });
  } else if (hasFragment(link) === false) {
    const message = tell('problem.fragment-missing', { name: raw, other: to, part: link.fragment ?? '' });
    warnings.push({ ...at, code: 'fragment-missing', message });
  } else if (isBare(raw) && shared.has(linkKey(to))) {
    const gaps = { name: raw, n: shared.get(linkKey(to)) ?? 0, other: to };
    warnings.push({ ...at, code: 'name-ambiguous', message: tell('problem.name-ambiguous', gaps) });
  }
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
