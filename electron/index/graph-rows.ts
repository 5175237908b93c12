import { linkKey } from '../../shared/link/resolve.ts';
import { basename } from '../../shared/text/path.ts';
import type { Db } from './database.ts';
import { keyId } from './key-id.ts';
import { unpackLinks } from './link-pack.ts';
import type { Links } from './links.ts';
import { blockAt, unpackBlocks } from './pack.ts';

/** A file as the graph shows it. */
export interface GraphFile {
  id: number;
  path: string;
  name: string;
  title: string;
  note: 0 | 1;
}

/** From which file, to which, how often. */
export type Joined = [file: number, target: number, count: number];

/** A topic that stands in a block of a note, by the place of the block. */
interface PlacedTopic {
  target: number;
  block: number;
}

/** A note that speaks of others, and a sign that is another when what it says of them is. */
export interface Speaking {
  file: number;
  sign: string;
}

const linked = 'target != 0 AND target != file AND count > 0';
const range = 'file > ? AND file <= ?';

/** What joins notes, read range by range of their ids: the whole of it would hold up other calls. */
export function createGraphRows(db: Db, { from: resolved }: Pick<Links, 'from'>) {
  const lastId = db.prepare<[], number | null>('SELECT max(id) FROM files').pluck();
  const files = db.prepare<[string, number], GraphFile>(
    'SELECT id, path, name, title, note FROM files WHERE path > ? ORDER BY path LIMIT ?',
  );
  const links = db
    .prepare<[number, number], Joined>(
      `SELECT file, target, sum(count) FROM links WHERE ${range} AND ${linked} GROUP BY file, target`,
    )
    .raw();
  const mentions = db
    .prepare<[number, number], [...Joined, name: string]>(
      `SELECT file, target, count(*), name FROM mentions WHERE ${range} AND weak = 0 GROUP BY file, target, name`,
    )
    .raw();
  const missing = db
    .prepare<[number, number], [file: number, key: string, count: number]>(
      `SELECT file, text, sum(count) FROM links JOIN missing ON missing.id = links.key
       WHERE ${range} AND target = 0 AND count > 0 AND text != '' GROUP BY file, key`,
    )
    .raw();
  const tags = db
    .prepare<[number, number], [file: number, key: string, name: string]>(
      `SELECT file, key, name FROM tags WHERE ${range}`,
    )
    .raw();
  const speaking = db.prepare<{ from: number; to: number }, Speaking>(
    `SELECT file, hash || ':' || sum(sign) AS sign FROM (
       SELECT file, target, target * 1000003 + count AS sign FROM links
       WHERE file > :from AND file <= :to AND ${linked}
       UNION ALL
       SELECT file, target, (target * 1000003 + start) * 31 + stop AS sign FROM mentions
       WHERE file > :from AND file <= :to AND weak = 0
     ) JOIN files ON files.id = file
     GROUP BY file HAVING count(DISTINCT target) > 1`,
  );
  const packed = db.prepare<[number], { blocks: Uint8Array; links: string }>(
    'SELECT blocks, links FROM notes WHERE id = ?',
  );
  const targets = db
    .prepare<[number], [key: number, target: number]>(
      `SELECT key, target FROM links WHERE file = ? AND ${linked}`,
    )
    .raw();
  const mentioned = db.prepare<[number], { target: number; start: number; name: string }>(
    'SELECT target, start, name FROM mentions WHERE file = ? AND weak = 0',
  );

  /** A name may mean one file here and another there, by the folders before it: then each link is looked at. */
  function linkedIn(file: number, pack: string): PlacedTopic[] {
    const known = targets.all(file);
    const byKey = new Map(known);
    if (byKey.size < known.length) {
      return resolved(file).flatMap(({ target, block }) =>
        target === null || target === file ? [] : [{ target, block }],
      );
    }
    return unpackLinks(pack).flatMap(({ path, block }): PlacedTopic[] => {
      const target = byKey.get(keyId(linkKey(path.trim())));
      return target === undefined ? [] : [{ target, block }];
    });
  }

  return {
    lastId: () => lastId.get() ?? 0,
    /** The next files by their paths. */
    files: (after: string, count: number) => files.all(after, count),
    links: (from: number, to: number) => links.all(from, to),
    mentions: (from: number, to: number) => mentions.all(from, to),
    /** Names that links give and no file has, by their keys. */
    missing: (from: number, to: number) => missing.all(from, to),
    tags: (from: number, to: number) => tags.all(from, to),
    /** Notes in which at least two others are linked or mentioned. */
    speaking: (from: number, to: number) => speaking.all({ from, to }),
    /** How the first link of a note that gives a name with this key writes it. */
    writtenName(file: number, key: string): string | undefined {
      const link = unpackLinks(packed.get(file)?.links).find((one) => linkKey(one.path.trim()) === key);
      return link && basename(link.path.trim()).replace(/\.md$/i, '');
    },
    /** Where other notes are linked or mentioned in one; `skip` says which mentions do not count. */
    topicsIn(file: number, skip: (target: number, name: string) => boolean): PlacedTopic[] {
      const note = packed.get(file);
      if (!note) return [];
      const blocks = unpackBlocks(note.blocks);
      const mentionedIn = mentioned.all(file).flatMap(({ target, start, name }): PlacedTopic[] => {
        return skip(target, name) ? [] : [{ target, block: blockAt(blocks, start) }];
      });
      return [...linkedIn(file, note.links), ...mentionedIn].filter(({ block }) => block >= 0);
    },
  };
}

export type GraphRows = ReturnType<typeof createGraphRows>;
