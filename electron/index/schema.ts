/** Grows with every change of the tables, the tokens or the facts: an index of another version is rebuilt. */
export const schemaVersion = 19;

/**
 * Everything here can be made again from the files. What is long stands last in a row: counting must not read it.
 * `files.doc` is the note's row in the full text: it grows at each re-index, so that newest comes first without a sort;
 * NULL where full text is still to come. `files.hash` is NULL where even the facts are, `files.size` is
 * negative where the disk shows another size or time, and the more so the oftener that was seen since it was read.
 * `stale` lists notes whose mentions must be found (again), since their text is new, or a name came or went; with `terms`, terms too.
 * `notes` holds what a note says packed into one row (see pack.ts and link-pack.ts), so that contexts and mentions need no second parse.
 * `words` is all that a plain term is looked for in; the body comes first, since each word of a later column takes two
 * bytes more in every note. `labels` has what weighs more once again, apart: so small that it tells at once which hits come
 * first. Both have the rows of `files.doc`. What is written to them piles up until there is time to merge it (`Words.tidy`):
 * a save must not wait for that.
 * `links` has a row for each name that a note links to, as a number (see key-id.ts), with the file that it means (0: none);
 * `count` is 0 in rows that only say which names may change that. `missing` has the names that some link gave in vain.
 * `properties` are ordered by property (`property_names`, as each is written), since search asks for all values of one.
 */
export const schema = `
CREATE TABLE folders (
  path TEXT NOT NULL UNIQUE,
  state INTEGER NOT NULL,
  notes INTEGER NOT NULL,
  attachments INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  names TEXT NOT NULL,
  stats BLOB NOT NULL
);
CREATE INDEX folders_walked ON folders(state) WHERE state = 0;

CREATE TABLE files (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE,
  folder TEXT NOT NULL,
  key TEXT NOT NULL,
  note INTEGER NOT NULL,
  size INTEGER NOT NULL,
  modified REAL NOT NULL,
  created REAL NOT NULL,
  ino INTEGER NOT NULL,
  hash TEXT,
  name TEXT NOT NULL,
  title TEXT NOT NULL,
  date TEXT NOT NULL DEFAULT '',
  draft INTEGER NOT NULL DEFAULT 0,
  problem TEXT,
  doc INTEGER UNIQUE
);
CREATE INDEX files_by_key ON files(key);
CREATE INDEX files_by_folder ON files(folder);
CREATE INDEX files_by_modified ON files(modified) WHERE note = 1;
CREATE INDEX files_without_text ON files(modified) WHERE doc IS NULL;
CREATE INDEX files_unreadable ON files(id) WHERE note = 1 AND hash = '';
CREATE INDEX files_unread ON files(id) WHERE note = 1 AND (hash IS NULL OR size < 0);

CREATE TABLE stale (
  file INTEGER PRIMARY KEY,
  terms INTEGER NOT NULL
);

CREATE TABLE names (
  file INTEGER NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  folded TEXT NOT NULL,
  pinyin TEXT NOT NULL,
  PRIMARY KEY (file, kind, text)
) WITHOUT ROWID;

CREATE TABLE notes (
  id INTEGER PRIMARY KEY,
  prose BLOB NOT NULL,
  blocks BLOB NOT NULL,
  headings TEXT NOT NULL,
  links TEXT NOT NULL
);

CREATE TABLE links (
  file INTEGER NOT NULL,
  key INTEGER NOT NULL,
  target INTEGER NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (file, key, target)
) WITHOUT ROWID;

CREATE TABLE missing (
  id INTEGER PRIMARY KEY,
  text TEXT NOT NULL
);

CREATE TABLE mentions (
  file INTEGER NOT NULL,
  start INTEGER NOT NULL,
  target INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  name TEXT NOT NULL,
  weak INTEGER NOT NULL,
  PRIMARY KEY (file, start, target)
) WITHOUT ROWID;
CREATE INDEX mentions_by_target ON mentions(target);

CREATE TABLE tags (
  file INTEGER NOT NULL,
  key TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (file, key)
) WITHOUT ROWID;

CREATE TABLE property_names (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL,
  text TEXT NOT NULL UNIQUE
);

CREATE TABLE properties (
  name INTEGER NOT NULL,
  file INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (name, file, seq)
) WITHOUT ROWID;

CREATE TABLE kinds (
  file INTEGER NOT NULL,
  kind TEXT NOT NULL,
  PRIMARY KEY (file, kind)
) WITHOUT ROWID;

CREATE TABLE terms (
  file INTEGER PRIMARY KEY,
  packed TEXT NOT NULL
);

CREATE TABLE parts (
  doc INTEGER PRIMARY KEY,
  starts BLOB NOT NULL
);

CREATE VIRTUAL TABLE words USING fts5(
  body, name,
  content='', contentless_delete=1, tokenize="ascii tokenchars '_'"
);
INSERT INTO words(words, rank) VALUES ('hashsize', 16777216);
INSERT INTO words(words, rank) VALUES ('crisismerge', 1000);
INSERT INTO words(words, rank) VALUES ('automerge', 0);

CREATE VIRTUAL TABLE labels USING fts5(
  name, heading, tag,
  content='', contentless_delete=1, tokenize="ascii tokenchars '_'"
);
INSERT INTO labels(labels, rank) VALUES ('hashsize', 16777216);
INSERT INTO labels(labels, rank) VALUES ('crisismerge', 1000);
INSERT INTO labels(labels, rank) VALUES ('automerge', 0);
`;

/**
 * Indexes that nothing is taken in by. A first opening does without them until all facts are in: to make one of all rows
 * costs a third of keeping it up row by row.
 */
export const lookUps: Readonly<Record<string, string>> = {
  names_by_text: 'names(folded)',
  links_by_key: 'links(key)',
  links_broken: 'links(file, key, count) WHERE target = 0 AND count > 0',
  tags_by_key: 'tags(key)',
  kinds_by_kind: 'kinds(kind)',
};
