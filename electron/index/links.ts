import { linkKey, linkKeys, resolveLink } from '../../shared/link/resolve.ts';
import { remember } from '../../shared/text/remember.ts';
import type { Db } from './database.ts';
import type { Files } from './files.ts';
import { keyId } from './key-id.ts';
import { mayEmbed, type PackedLink, unpackLinks } from './link-pack.ts';
import { type LinkRow, linkRows } from './note-rows.ts';
import { sameRows } from './same-rows.ts';
import { createTargetTally } from './target-tally.ts';

export interface LinkRecord extends PackedLink {
  file: number;
  seq: number;
  /** Path of the note that it stands in. */
  source: string;
  /** Id and path of the file that it points to. */
  target: number | null;
  to: string | null;
}

interface LinkingNote {
  id: number;
  path: string;
  links: string;
}

/** Links of some notes, and how many were looked at by now. */
interface LinkStep {
  links: LinkRecord[];
  looked: number;
}

interface LookUp {
  candidates: (key: string) => readonly string[];
  idOf: (path: string) => number | undefined;
}

/** How many notes of a vault point to one of its files, or it to others; links to itself are left out. */
export interface LinkCount {
  file: number;
  count: number;
}

/** Stands where a link points to nothing. */
const nothing = 0;
const isBroken = 'target = 0 AND count > 0';
/** Names remembered while many notes are taken in. */
const rememberedNames = 150_000;
/** Names read at once, where all are. */
const namesAtOnce = 2_000;
/** Links that lead nowhere, read at once. */
const brokenAtOnce = 2_000;
/** Notes read at once, where the links of all are. */
const notesAtOnce = 20;

/** Stands for the owner of a name that several files have, or one that is no note: the path decides. */
const severalOrOther = 0;

/** A name that links give in vain, and how often. */
interface MissingName {
  key: string;
  count: number;
}

/** The same in one note. */
type BrokenKey = MissingName & { file: number };

/**
 * Links. What a note says is one packed value of the note. Beside it stands a slim row for each file that it points to,
 * kept true as files come and go: only notes that name a file are looked at again.
 */
export function createLinks(db: Db, files: Files) {
  const notes = `SELECT files.id, files.path, notes.links FROM notes JOIN files USING (id)`;
  const one = db.prepare<[number], LinkingNote>(`${notes} WHERE files.id = ?`);
  const embedding = db.prepare<[number], LinkingNote>(
    `${notes} WHERE files.id = ? AND ${mayEmbed('notes.links')}`,
  );
  const next = db.prepare<[string, number], LinkingNote>(
    `${notes} WHERE files.path > ? ORDER BY files.path LIMIT ?`,
  );
  const brokenIn = db
    .prepare<[number], number>(`SELECT key FROM links WHERE file = ? AND ${isBroken}`)
    .pluck();
  const byTarget = db.prepare<{ key: number; target: number }, LinkingNote>(
    `${notes} WHERE files.id IN (
       SELECT file FROM links WHERE key = @key AND target = @target
       UNION SELECT file FROM links WHERE file = @target AND key = 0 AND target = @target
     ) ORDER BY files.path`,
  );
  const byKey = db.prepare<[number], LinkingNote>(
    `${notes} WHERE files.id IN (SELECT file FROM links WHERE key = ?) ORDER BY files.path`,
  );
  const broken = db
    .prepare<[], string>(`SELECT path FROM files WHERE id IN (SELECT file FROM links WHERE ${isBroken})`)
    .pluck();
  const withFragments = db.prepare<[number, number], LinkingNote>(
    `${notes} WHERE notes.id > ? AND instr(notes.links, '#') > 0 ORDER BY notes.id LIMIT ?`,
  );
  const brokenAfter = db.prepare<{ after: number; limit: number }, BrokenKey>(
    `SELECT file, text AS key, count FROM links JOIN missing ON missing.id = links.key
     WHERE file > @after AND ${isBroken} AND file <= (
       SELECT max(file) FROM (
         SELECT file FROM links WHERE file > @after AND ${isBroken} ORDER BY file LIMIT @limit
       )
     )`,
  );
  const packed = db.prepare<[number], string>('SELECT links FROM notes WHERE id = ?').pluck();
  const clear = db.prepare('DELETE FROM links WHERE file = ?');
  const clearKey = db.prepare('DELETE FROM links WHERE file = ? AND key = ?');
  const put = db.prepare(
    `INSERT INTO links (file, key, target, count) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET count = count + excluded.count`,
  );
  const putMissing = db.prepare('INSERT OR IGNORE INTO missing (id, text) VALUES (?, ?)');
  const pointedTo = createTargetTally(
    db,
    `SELECT target, sum(count) AS count FROM links
     WHERE file > ? AND file <= ? AND target != 0 AND count > 0 AND file != target GROUP BY target`,
  );
  const pointing = db.prepare<[], LinkCount>(
    `SELECT file, sum(count) AS count FROM links WHERE target != 0 AND count > 0 AND file != target GROUP BY file`,
  );
  const named = db.prepare<[string], { id: number; path: string }>(
    'SELECT id, path FROM files WHERE key = ?',
  );
  const namesAfter = db.prepare<[string, number], { key: string; id: number }>(
    `SELECT key, CASE WHEN count(*) = 1 AND path GLOB '*.md' THEN id ELSE ${severalOrOther} END AS id
     FROM files WHERE key > ? GROUP BY key ORDER BY key LIMIT ?`,
  );
  const names = new Map<string, { id: number; path: string }[]>();
  /** All names that there are, by their key, where `whole`. */
  let owners: { of: Map<string, number>; whole: boolean } | undefined;
  /** Keys that stand in `missing` for certain. */
  const missed = new Set<number>();
  /** Asked for at each letter of a link that is being typed. */
  let missing: { names: Promise<readonly MissingName[]>; state: string } | undefined;
  /** Grows with every change of what links give in vain. */
  let changes = 0;

  function forgetMissing(): void {
    missing = undefined;
    changes++;
  }

  const missingState = () => `${changes} ${db.pragma('data_version', { simple: true })}`;

  async function countMissing(): Promise<readonly MissingName[]> {
    const counts = new Map<string, number>();
    for (let last = -1; ; await new Promise((resolve) => setImmediate(resolve))) {
      const rows = brokenAfter.all({ after: last, limit: brokenAtOnce });
      const end = rows.at(-1);
      if (!end) break;
      last = end.file;
      for (const { key, count } of rows) counts.set(key, (counts.get(key) ?? 0) + count);
    }
    return [...counts].map(([key, count]) => ({ key, count })).sort((a, b) => b.count - a.count);
  }

  /** Asked inside a transaction alone: no other process can add a file meanwhile. */
  function remembered(key: string) {
    const known = names.get(key);
    if (known) return known;
    if (owners?.whole && !owners.of.has(key)) return [];
    if (names.size >= rememberedNames) names.clear();
    const found = named.all(key);
    names.set(key, found);
    return found;
  }

  /** Undefined where no file has this name. */
  function ownerOf(key: string): number | undefined {
    if (owners?.whole) return owners.of.get(key);
    const [only, second] = remembered(key);
    return only && (second || !only.path.endsWith('.md') ? severalOrOther : only.id);
  }

  function targetOf(link: Pick<PackedLink, 'kind' | 'path'>, source: string, key: string): number {
    // By far the most links give the name of one note and no folder: what follows would come to the same.
    if (key !== '' && link.kind === 'wiki' && isBareName(link.path)) {
      const owner = ownerOf(key);
      if (owner !== severalOrOther) return owner ?? nothing;
    }
    const candidates = (asked: string) => remembered(asked).map(({ path }) => path);
    const path = resolveLink(link, source, candidates);
    if (path === undefined) return nothing;
    return remembered(linkKey(path)).find((file) => file.path === path)?.id ?? nothing;
  }

  /** The slim rows of a note, anew. */
  function resolve(file: { id: number; path: string }, links: readonly LinkRow[], fresh = false): void {
    if (!fresh) clearOf(file.id);
    forgetMissing();
    for (const link of links) write(file, link);
    pointedTo.entered(file.id);
  }

  function write(file: { id: number; path: string }, link: LinkRow): void {
    const target = targetOf(link, file.path, link.key);
    const id = keyId(link.key);
    put.run(file.id, id, target, link.count);
    if (target === nothing && !missed.has(id)) {
      putMissing.run(id, link.key);
      if (missed.size < rememberedNames) missed.add(id);
    }
    // A file of this name too may change where the link points.
    if (link.other !== undefined) put.run(file.id, keyId(link.other), target, 0);
  }

  /** Those of them that give a name with this key. */
  function resolveAgain(file: LinkingNote, key: number): void {
    const links = linkRows(unpackLinks(file.links));
    const own = links.filter((link) =>
      [link.key, link.other].some((one) => one !== undefined && keyId(one) === key),
    );
    // What stands for two names has rows among those of others.
    if (own.some(({ other }) => other !== undefined)) {
      resolve(file, links);
      return;
    }
    pointedTo.leaving(file.id);
    forgetMissing();
    clearKey.run(file.id, key);
    for (const link of own) write(file, link);
    pointedTo.entered(file.id);
  }

  function clearOf(file: number): void {
    pointedTo.leaving(file);
    forgetMissing();
    clear.run(file);
  }

  function forgetNames(): void {
    names.clear();
    owners = undefined;
    missed.clear();
  }

  function records(
    of: LinkingNote,
    wanted: (link: PackedLink) => boolean = () => true,
    look = lookUp(),
  ): LinkRecord[] {
    // A long note says the same links again and again.
    const places = new Map<string, Pick<LinkRecord, 'target' | 'to'>>();
    return unpackLinks(of.links).flatMap((link, seq) => {
      if (!wanted(link)) return [];
      const key = `${link.kind} ${link.path}`;
      const place = places.get(key) ?? placeOf(link, of.path, look);
      places.set(key, place);
      return [{ ...link, ...place, file: of.id, seq, source: of.path }];
    });
  }

  function placeOf(link: PackedLink, source: string, look: LookUp): Pick<LinkRecord, 'target' | 'to'> {
    const to = resolveLink(link, source, look.candidates) ?? null;
    return { to, target: to === null ? null : (look.idOf(to) ?? null) };
  }

  /** For one answer: many notes give the same name. */
  function lookUp(): LookUp {
    const filesOf = remember((key: string) => named.all(key));
    return {
      candidates: remember((key: string) => filesOf(key).map(({ path }) => path)),
      idOf: (path) => filesOf(linkKey(path)).find((file) => file.path === path)?.id,
    };
  }

  /** Links of all notes, by path, those of some notes at each step: calls may be let in between. */
  function* each(wantedOf: (note: LinkingNote) => (link: PackedLink) => boolean): Generator<LinkStep> {
    const look = lookUp();
    let looked = 0;
    for (let last: string | undefined = ''; last !== undefined; ) {
      const some = next.all(last, notesAtOnce);
      looked += some.length;
      yield { links: some.flatMap((of) => records(of, wantedOf(of), look)), looked };
      last = some.at(-1)?.path;
    }
  }

  return {
    /** Write where the links of a note point to. */
    put: resolve,
    /** Whether a note says so already: then the slim rows are true, too. */
    isSame: (file: number, links: readonly LinkRow[]) =>
      sameRows(linkRows(unpackLinks(packed.get(file))).map(said), links.map(said)),
    clear: clearOf,
    /** Resolve again what may point to a file name with this key, since a file of that name came, or went with its row. */
    changed(key: string): void {
      names.delete(key);
      owners?.of.set(key, severalOrOther);
      const id = keyId(key);
      for (const note of byKey.all(id)) resolveAgain(note, id);
    },
    /** What was remembered of names is no longer needed, or no longer true. */
    forgetNames,
    /**
     * Read who has which name, for many links to come; some at each step, with calls let in between by whoever asks for
     * the next. Inside one transaction.
     */
    *learnNames(): Generator<void> {
      const learnt: typeof owners = { of: new Map(), whole: false };
      owners = learnt;
      for (let last = '', more = true; more && owners === learnt; yield) {
        const some = namesAfter.all(last, namesAtOnce);
        for (const { key, id } of some) learnt.of.set(key, id);
        last = some.at(-1)?.key ?? last;
        more = some.length === namesAtOnce;
      }
      learnt.whole = true;
    },
    /** @param wanted only of these it is looked up where they lead */
    from(file: number, wanted?: (link: PackedLink) => boolean): LinkRecord[] {
      const of = one.get(file);
      return of ? records(of, wanted) : [];
    },
    /** As `from`, of embeds alone. */
    embedded(file: number, wanted: (link: PackedLink) => boolean): LinkRecord[] {
      const of = embedding.get(file);
      return of ? records(of, (link) => link.embed === 1 && wanted(link)) : [];
    },
    /** By the path of the source, then in its order. */
    to(target: number): LinkRecord[] {
      const path = files.byId(target)?.path;
      if (path === undefined) return [];
      const key = linkKey(path);
      const may = (link: PackedLink) => link.path.trim() === '' || linkKeys(link).includes(key);
      const from = byTarget.all({ key: keyId(key), target });
      const look = lookUp();
      return from.flatMap((of) => records(of, may, look).filter((link) => link.target === target));
    },
    /** Links that give a file name with this key, whatever they resolve to. */
    naming(key: string): LinkRecord[] {
      const look = lookUp();
      return byKey.all(keyId(key)).flatMap((of) => records(of, (link) => linkKeys(link).includes(key), look));
    },
    /** All links, by the path of their source, those of some notes at each step. */
    all: () => each(() => () => true),
    /**
     * Of them those that lead nowhere, or name a part of a file, or one of these keys: with a fraction of the work, as
     * for nearly all others it need not be found out where they lead.
     */
    doubtful: (keys: ReadonlySet<string>) =>
      each((note) => {
        const broken = new Set(note.links === '' ? [] : brokenIn.all(note.id));
        return (link) => {
          const named = linkKeys(link);
          return (
            link.fragment !== null || broken.has(keyId(named[0] ?? '')) || named.some((key) => keys.has(key))
          );
        };
      }),
    /** Paths of the notes with links that point to nothing. */
    broken: () => broken.all(),
    /** Links to a part of a note, of some of the next notes after one; `last` undefined behind the last of them. */
    withFragments(after: number, limit: number): { links: LinkRecord[]; last: number | undefined } {
      const some = withFragments.all(after, limit);
      const look = lookUp();
      const found = some.flatMap((of) => records(of, (link) => link.fragment !== null, look));
      return { links: found, last: some.at(-1)?.id };
    },
    /** Keys of the names that links give and no file has, the more often given first; other calls are let in between. */
    brokenKeys(): Promise<readonly MissingName[]> {
      const state = missingState();
      if (missing?.state !== state) missing = { names: countMissing(), state };
      return missing.names;
    },
    /** By target: how many links of others point to it. */
    pointedTo: pointedTo.counts,
    /** The table is another by now. */
    forgetCounts(): void {
      pointedTo.forget();
      forgetMissing();
    },
    /** By note: how many of its links point to others. */
    pointing: () => pointing.all(),
  };
}

export type Links = ReturnType<typeof createLinks>;

const said = ({ kind, path, count }: LinkRow) => ({ kind, path, count });

/** A name without a folder, an extension or dots that lead elsewhere. */
const isBareName = (path: string) => !path.includes('/') && !path.includes('.');
