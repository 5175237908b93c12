import { cpSync, globSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type Core, createCore } from '../../../electron/core/core.ts';
import { invoke } from '../../../shared/contract/rpc.ts';
import { parseNote } from '../../../shared/note/parse.ts';
import { fold, foldWithMap } from '../../../shared/text/fold.ts';
import { stem } from '../../../shared/text/path.ts';
import { isWordStart } from '../../../shared/text/tokens.ts';
import { putFiles, tempFolder } from '../../fixtures/temp.ts';
import { realVault } from '../../fixtures/vaults.ts';

const names = ['diary', 'obsidian-help-en', 'obsidian-help-zh', 'cloudpods-docs-zh'] as const;
/** Makes so many times the cases: for after a change of the index, of plans, or of folding. */
const thorough = Number(process.env.COMMONPLACE_THOROUGH ?? 1);
const patience = 300_000 * thorough;
const vaults = names.flatMap((name) => {
  const dir = realVault(name);
  return dir ? [{ name, dir }] : [];
});

/** What the real vaults have too little of. */
const rare = {
  'rare/𠮷野家.md':
    '# 𠀋𠮷\n\n𠮷野家の牛丼，コンピューター、ＯＶＮ 网\u200b络 GO常用命令 go 常用命令 go-常用\n',
  'rare/ß.md':
    '---\naliases: [Cafe\u0301 Straße]\n---\nSTRASSE Ἀθῆναι ΟΔΟΣ е\u0308лка ﬁle x² ⑥M a_b _c__ c++ c# .net --dry-run\n',
  'rare/punctuation.md':
    'a b a-b a. b a  b a\tb「a」b http://x.y/z?q=1#f [[k3s|b]] 10.0.0.1 10-0-0-1 k~v þorn\r\nend',
};

interface Text {
  path: string;
  /** What a term is looked for in: the file, its name, its title, its aliases. */
  texts: { text: string; breaks: readonly number[] }[];
}

/** The measure: neither index nor plan, just every text from its beginning to its end. */
function scan(notes: readonly Text[], term: string): string[] {
  const folded = fold(term);
  const holds = ({ text, breaks }: Text['texts'][number]) => {
    for (let at = text.indexOf(folded); at >= 0; at = text.indexOf(folded, at + 1)) {
      if (isWordStart(text, at, breaks)) return true;
    }
    return false;
  };
  return notes.filter(({ texts }) => texts.some(holds)).map(({ path }) => path);
}

function readTexts(dir: string): Text[] {
  return globSync('**/*.md', { cwd: dir }).map((path) => {
    const text = readFileSync(join(dir, path), 'utf8').replace(/^\ufeff/, '');
    const { title, aliases } = parseNote(text, stem(path));
    return { path, texts: [text, stem(path), title, ...aliases].map((one) => foldWithMap(one)) };
  });
}

/** As one would type it: bare where that is one term, quoted where it holds signs or spaces. */
const typed = (term: string) => (/^(?!or$)[\p{L}\p{N}]+$/iu.test(term) ? term : quoted(term));
const quoted = (term: string) => `"${term.replace(/[\\"]/g, '\\$&').replace(/^\*/, '\\*')}"`;
const context = { signal: new AbortController().signal, progress: () => undefined };

async function paths(core: Core, query: string): Promise<{ total: number; paths: string[] }> {
  const params = { query, limit: 100_000 };
  const answer = (await invoke(core.handlers, 'search.query', params, context)) as {
    total: number;
    hits: { path: string }[];
  };
  return { total: answer.total, paths: answer.hits.map(({ path }) => path).sort() };
}

describe.skipIf(vaults.length === 0)('a search of the whole vault is a plain scan of it', () => {
  let dir: string;
  let notes: Text[];
  let raw: string[];

  beforeAll(() => {
    dir = realpathSync(mkdtempSync(join(tmpdir(), 'commonplace-scan-')));
    for (const vault of vaults) {
      const filter = (path: string) => !/\.[a-z]{2,5}$/i.test(path) || path.endsWith('.md');
      cpSync(vault.dir, join(dir, vault.name), { recursive: true, filter });
    }
    putFiles(dir, rare);
    notes = readTexts(dir);
    raw = globSync('**/*.md', { cwd: dir }).map((path) => readFileSync(join(dir, path), 'utf8'));
  }, 300_000);

  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  /** One to six characters from anywhere, the rare notes as often as all others together. */
  const pieces = fc
    .record({ rare: fc.boolean(), file: fc.nat(), at: fc.nat(), length: fc.integer({ min: 1, max: 6 }) })
    .map((one) => {
      const texts = one.rare ? Object.values(rare) : raw;
      const characters = [...(texts[one.file % texts.length] ?? '')];
      const from = one.at % Math.max(1, characters.length);
      return (
        characters
          .slice(from, from + one.length)
          .join('')
          .split('\n')[0] ?? ''
      );
    })
    .filter((piece) => /\S/.test(fold(piece)));

  async function open(): Promise<Core> {
    const core = await createCore({ vaultDir: dir, dataDir: tempFolder(), watch: false });
    onTestFinished(() => core.dispose());
    return core;
  }

  test(
    'of every term, once all is indexed',
    async () => {
      const core = await open();
      await core.settled();
      let hits = 0;
      await fc.assert(
        fc.asyncProperty(pieces, async (piece) => {
          const expected = scan(notes, piece).sort();
          expect(await paths(core, typed(piece))).toEqual({ total: expected.length, paths: expected });
          hits += expected.length;
        }),
        { numRuns: 45 * thorough },
      );
      expect(hits).toBeGreaterThan(150);
    },
    patience,
  );

  test('and from the first moment, while the index is still being made', async () => {
    const core = await open();
    let early = 0;
    for (const piece of fc.sample(pieces, 15)) {
      const status = (await invoke(core.handlers, 'vault.status', {}, context)) as { phase: string };
      if (status.phase !== 'ready') early++;
      // The tree itself is what a walk has to find first.
      if (status.phase === 'walking') await new Promise((resolve) => setTimeout(resolve, 20));
      const expected = scan(notes, piece).sort();
      if (status.phase !== 'walking') expect((await paths(core, typed(piece))).paths).toEqual(expected);
    }
    expect(early).toBeGreaterThan(0);
    await core.settled();
  }, 300_000);
});
