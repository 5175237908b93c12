import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frontMatterQuote } from '../../../shared/link/quoting.ts';
import { type PlacedLink, planRename } from '../../../shared/link/rename.ts';
import { planBlockIdRename, planHeadingRename } from '../../../shared/link/rename-fragment.ts';
import { linkTextFor, resolveLink } from '../../../shared/link/resolve.ts';
import { parseNote } from '../../../shared/note/parse.ts';
import { applyEdits } from '../../../shared/text/edit.ts';
import { isNote, stem } from '../../../shared/text/path.ts';
import { candidatesOf } from './small-vault.ts';

type Files = Record<string, string>;
type Move = { from: string; to: string };

/** Every file, or every file below a folder, that `from` names. */
function expand(files: Files, { from, to }: Move): Move[] {
  return Object.keys(files).flatMap((path) => {
    if (path === from) return [{ from: path, to }];
    return path.startsWith(`${from}/`) ? [{ from: path, to: to + path.slice(from.length) }] : [];
  });
}

function notesOf(files: Files) {
  const candidates = candidatesOf(Object.keys(files));
  return Object.entries(files)
    .filter(([path]) => isNote(path))
    .map(([path, text]) => ({
      path,
      text,
      links: parseNote(text, stem(path)).links.map((link) => ({
        link,
        target: resolveLink(link, path, candidates),
      })),
    }));
}

/** Every link that points to a file, as the planner wants it. */
function placed(files: Files): PlacedLink[] {
  return notesOf(files).flatMap(({ path: source, text, links }) =>
    links.flatMap(({ link, target }): PlacedLink[] => {
      const { from, to } = link.target;
      const quote = link.block < 0 ? frontMatterQuote(text, from) : undefined;
      const { kind, path, fragment } = link;
      const place = { from, raw: text.slice(from, to), angled: text[from - 1] === '<' };
      return target === undefined ? [] : [{ kind, path, fragment, source, target, quote, ...place }];
    }),
  );
}

/** The vault after a move, links included. */
function renamed(files: Files, move: Move): Files {
  const moved = expand(files, move);
  const places = new Map(moved.map(({ from, to }) => [from, to]));
  const after: Files = {};
  for (const [path, text] of Object.entries(files)) after[places.get(path) ?? path] = text;
  const candidates = candidatesOf(Object.keys(after));
  for (const { path, edits } of planRename(placed(files), places, candidates)) {
    after[path] = applyEdits(after[path] ?? '', edits);
  }
  return after;
}

describe('planRename', () => {
  const others = {
    'b/Twin.md': '',
    'c/Twin.md': '',
    'x/New.md': '',
    'a/Note.md': '',
    'img/p q.png': '',
    "a/Bob's.md": '',
  };
  it.each<[what: string, source: string, text: string, move: Move, after: string]>([
    ['a bare name', 's.md', 'x [[Note]] y', { from: 'a/Note.md', to: 'a/Fresh.md' }, 'x [[Fresh]] y'],
    [
      'with everything else kept',
      's.md',
      '![[Note#H#I|shown]]',
      { from: 'a/Note.md', to: 'a/Fresh.md' },
      '![[Fresh#H#I|shown]]',
    ],
    ['a block link', 's.md', '[[Note#^id]]', { from: 'a/Note.md', to: 'a/Fresh.md' }, '[[Fresh#^id]]'],
    ['the extension', 's.md', '[[Note.md]]', { from: 'a/Note.md', to: 'a/Fresh.md' }, '[[Fresh.md]]'],
    ['space around it', 's.md', '[[ Note #H]]', { from: 'a/Note.md', to: 'a/Fresh.md' }, '[[ Fresh #H]]'],
    [
      'in a table',
      's.md',
      '| a |\n|---|\n| [[Note\\|x]] |',
      { from: 'a/Note.md', to: 'a/Fresh.md' },
      '| a |\n|---|\n| [[Fresh\\|x]] |',
    ],
    ['a bare name no more alone', 's.md', '[[Note]]', { from: 'a/Note.md', to: 'a/New.md' }, '[[a/New]]'],
    ['a bare name that only moved', 's.md', '[[note]]', { from: 'a/Note.md', to: 'z/Note.md' }, '[[note]]'],
    ['case alone', 's.md', '[[Note]]', { from: 'a/Note.md', to: 'a/NOTE.md' }, '[[NOTE]]'],
    ['a full path', 's.md', '[[a/Note]]', { from: 'a', to: 'd/e' }, '[[d/e/Note]]'],
    ['a full path with its slash', 's.md', '[[/a/Note]]', { from: 'a', to: 'd' }, '[[/d/Note]]'],
    ['a relative path', 'b/s.md', '[[../a/Note]]', { from: 'a/Note.md', to: 'b/k/Note.md' }, '[[./k/Note]]'],
    ['the end of a path', 's.md', '[[q/Deep]]', { from: 'p/q/Deep.md', to: 'p/r/Deep.md' }, '[[r/Deep]]'],
    [
      'Markdown',
      's.md',
      '[t](a/Note.md#A%20B)',
      { from: 'a/Note.md', to: 'a/My note.md' },
      '[t](a/My%20note.md#A%20B)',
    ],
    [
      'Markdown in brackets',
      's.md',
      '[t](<a/Note.md> "T")',
      { from: 'a/Note.md', to: 'a/My note.md' },
      '[t](<a/My note.md> "T")',
    ],
    [
      'Markdown without extension',
      's.md',
      '[t](a/Note)',
      { from: 'a/Note.md', to: 'a/Fresh.md' },
      '[t](a/Fresh)',
    ],
    [
      'Markdown beside it',
      'a/s.md',
      '[t](Note.md)',
      { from: 'a/Note.md', to: 'b/Note.md' },
      '[t](../b/Note.md)',
    ],
    ['Markdown by name', 's.md', '[t](Note.md)', { from: 'a/Note.md', to: 'a/Fresh.md' }, '[t](Fresh.md)'],
    ['Markdown from the root', 's.md', '[t](/a/Note.md)', { from: 'a', to: 'k' }, '[t](/k/Note.md)'],
    [
      'escapes of all',
      's.md',
      '[t](%E4%B8%AD/x.md)',
      { from: '中/x.md', to: '文/y 1.md' },
      '[t](%E6%96%87/y%201.md)',
    ],
    ['Han as it is', 's.md', '[t](中/x.md)', { from: '中/x.md', to: '文/y.md' }, '[t](文/y.md)'],
    [
      'odd characters',
      's.md',
      '[t](a/Note.md)',
      { from: 'a/Note.md', to: 'a/50% (b) #1.md' },
      '[t](a/50%25%20%28b%29%20%231.md)',
    ],
    ['an image', 's.md', '![x|100](img/p%20q.png)', { from: 'img', to: 'pics' }, '![x|100](pics/p%20q.png)'],
    [
      'an embedded image',
      's.md',
      '![[p q.png|300]]',
      { from: 'img/p q.png', to: 'img/r.png' },
      '![[r.png|300]]',
    ],
    [
      'a definition',
      's.md',
      '[t][r]\n\n[r]: a/Note.md "T"',
      { from: 'a', to: 'k' },
      '[t][r]\n\n[r]: k/Note.md "T"',
    ],
    [
      'front matter',
      's.md',
      '---\nup: "[[Note|n]]"\n---\n',
      { from: 'a/Note.md', to: 'a/It "is".md' },
      '---\nup: "[[It \\"is\\"|n]]"\n---\n',
    ],
    [
      'quotes of YAML',
      's.md',
      "---\nup: '[[Note]]'\n---\n",
      { from: 'a/Note.md', to: "a/Bob's.md" },
      "---\nup: '[[Bob''s]]'\n---\n",
    ],
    [
      'text without quotes, in which one stands',
      's.md',
      "---\nup: it's [[Note]]\n---\n",
      { from: 'a/Note.md', to: "a/Bob's.md" },
      "---\nup: it's [[Bob's]]\n---\n",
    ],
    [
      'what stands there with escapes',
      's.md',
      "---\nup: '[[Bob''s#It''s|n]]'\nto: \"[[Bob's\\\\|n]]\"\n---\n",
      { from: "a/Bob's.md", to: "a/Ann's.md" },
      "---\nup: '[[Ann''s#It''s|n]]'\nto: \"[[Ann's\\\\|n]]\"\n---\n",
    ],
    [
      'a literal of TOML that cannot hold it',
      's.md',
      "+++\nup = '[[Note]]'\n+++\n",
      { from: 'a/Note.md', to: "a/Bob's.md" },
      '+++\nup = "[[Bob\'s]]"\n+++\n',
    ],
    [
      'one with more in it, in a list',
      's.md',
      "+++\nup = ['x', 'C:\\t \"q\" [[Note|n]] [[Note#\"\\h]]', '[[Note]]'] # '\n+++\n",
      { from: 'a/Note.md', to: "a/Bob's.md" },
      '+++\nup = [\'x\', "C:\\\\t \\"q\\" [[Bob\'s|n]] [[Bob\'s#\\"\\\\h]]", "[[Bob\'s]]"] # \'\n+++\n',
    ],
    [
      'one over lines, which holds all',
      's.md',
      "+++\nup = '''[[Note]]'''\nto = '''\n[[Note]]'''\n+++\n",
      { from: 'a/Note.md', to: "a/Bob's.md" },
      "+++\nup = '''[[Bob's]]'''\nto = '''\n[[Bob's]]'''\n+++\n",
    ],
    [
      'a literal that holds it',
      's.md',
      "+++\nup = '[[Note]]'\n+++\n",
      { from: 'a/Note.md', to: 'a/Fresh.md' },
      "+++\nup = '[[Fresh]]'\n+++\n",
    ],
    [
      'code and what leads nowhere',
      's.md',
      '`[[Note]]` [[Nope]] [t](no.md)',
      { from: 'a/Note.md', to: 'a/Fresh.md' },
      '`[[Note]]` [[Nope]] [t](no.md)',
    ],
    [
      'a tie that the move would win',
      'b/s.md',
      '[[Twin]]',
      { from: 'a/Note.md', to: 'b/Twin2.md' },
      '[[Twin]]',
    ],
    [
      'a name that the move takes away',
      'c/s.md',
      '[[New]]',
      { from: 'a/Note.md', to: 'c/New.md' },
      '[[x/New]]',
    ],
  ])('%s', (_what, source, text, move, after) => {
    const files: Files = { ...others, 'p/q/Deep.md': '', 'k/q/x.md': '', '中/x.md': '', [source]: text };
    expect(renamed(files, move)[source]).toBe(after);
  });

  it('rewrites the links of the moved note itself', () => {
    const text = '[[#H]] [[Twin]] [[./Own]] [a](Own.md) [b](../img/p%20q.png) ![[/img/p q.png]] [[a/Note]]';
    const files: Files = { ...others, 'b/Own.md': '', 'b/s.md': text };
    expect(renamed(files, { from: 'b/s.md', to: 'c/s.md' })['c/s.md']).toBe(
      '[[#H]] [[b/Twin]] [[../b/Own]] [a](../b/Own.md) [b](../img/p%20q.png) ![[/img/p q.png]] [[a/Note]]',
    );
  });

  it('leaves links inside a folder that moves as a whole', () => {
    const files: Files = {
      ...others,
      'b/s.md': '[[./Twin]] [t](Twin.md) [u](./../a/Note.md)',
      'b/k/t.md': '[[../s]]',
    };
    const after = renamed(files, { from: 'b', to: 'm' });
    expect(after['m/s.md']).toBe('[[./Twin]] [t](Twin.md) [u](./../a/Note.md)');
    expect(after['m/k/t.md']).toBe('[[../s]]');
  });

  it('keeps every link on its file, in any small vault', () => {
    const name = fc.constantFrom('A', 'B', 'a', 'C d', '中 文', 'e(1)', '100%');
    const folder = fc.constantFrom('', 'x', 'y', 'x/y', 'y/x', 'Z z', 'x/x');
    const path = fc
      .tuple(folder, name, fc.constantFrom('.md', '.md', '.md', '.png'))
      .map(([folder, name, extension]) => (folder === '' ? name : `${folder}/${name}`) + extension);
    const form = fc.record({
      format: fc.constantFrom('shortest' as const, 'relative' as const, 'absolute' as const),
      markdown: fc.boolean(),
      fragment: fc.constantFrom(undefined, 'H'),
      embed: fc.boolean(),
      free: fc.constantFrom(undefined, undefined, 'A', 'y/A', 'x/A.md', '../A', './a', '/x/A', 'C d'),
    });
    const links = fc.array(fc.tuple(fc.nat(), fc.nat(), form), { maxLength: 8 });
    const vault = fc.tuple(fc.uniqueArray(path, { minLength: 2, maxLength: 8 }), links);
    const move = fc.record({ which: fc.nat(), folder: fc.boolean(), to: path });
    let checked = 0;
    fc.assert(
      fc.property(vault, move, ([paths, links], { which, folder, to }) => {
        const candidates = candidatesOf(paths);
        const files: Files = Object.fromEntries(paths.map((path) => [path, '']));
        const notes = paths.filter(isNote);
        for (const [from, at, { free, ...form }] of links) {
          const source = notes[from % Math.max(1, notes.length)];
          const target = paths[at % paths.length];
          if (source === undefined || target === undefined) return;
          const context = { ...form, source, candidates, text: undefined };
          const written = form.markdown ? `[t](<${free}>)` : `[[${free}]]`;
          files[source] += `- ${free === undefined ? linkTextFor(target, context) : written}\n`;
        }
        const chosen = paths[which % paths.length] ?? '';
        const from = folder && chosen.includes('/') ? chosen.slice(0, chosen.indexOf('/')) : chosen;
        const place = from === chosen ? to : 'new/place';
        const moves = expand(files, { from, to: place });
        const places = new Map(moves.map(({ from, to }) => [from, to]));
        const taken = new Set(paths.map((path) => (places.get(path) ?? path).toLowerCase()));
        // A move onto another file, or onto one that differs in case alone, is refused before it is planned.
        if (taken.size < paths.length) return;

        const after = renamed(files, { from, to: place });
        const beyond = candidatesOf(Object.keys(after));
        for (const { path, links } of notesOf(files)) {
          const newPath = places.get(path) ?? path;
          const now = parseNote(after[newPath] ?? '', stem(newPath)).links;
          expect(now).toHaveLength(links.length);
          links.forEach(({ link, target }, index) => {
            if (target === undefined) return;
            const moved = now[index];
            checked++;
            expect(moved && resolveLink(moved, newPath, beyond), `${link.raw} in ${path}`).toBe(
              places.get(target) ?? target,
            );
            expect(moved).toMatchObject({
              kind: link.kind,
              fragment: link.fragment,
              text: link.text,
              embed: link.embed,
            });
            if (moves.length === 0) expect(moved?.raw).toBe(link.raw);
          });
        }
      }),
      { numRuns: 3000 },
    );
    expect(checked).toBeGreaterThan(3000);
  });
});

describe('planHeadingRename', () => {
  const note = '# Guide\n\n## Install\n\n### Steps\n\n# Other\n\n### Steps\n';
  const follow = (source: string, heading: number, text: string) => {
    const files: Files = { 'Note.md': note, 's.md': source };
    const facts = parseNote(note, 'Note');
    const plan = planHeadingRename({ path: 'Note.md', facts, heading, text, links: placed(files) });
    return applyEdits(source, plan.find(({ path }) => path === 's.md')?.edits ?? []);
  };
  it.each<[string, number, string, string]>([
    ['[[Note#install|x]]', 1, 'Set up', '[[Note#Set up|x]]'],
    ['[t](Note.md#Install)', 1, 'Set up', '[t](Note.md#Set%20up)'],
    ['[t](<Note.md#Install>)', 1, 'Set up', '[t](<Note.md#Set up>)'],
    ['[[Note#Steps]]', 1, 'Set up', '[[Note#Steps]]'],
    ['[[Note#Guide#Install]]', 1, 'Set up', '[[Note#Set up]]'],
    ['[[Note#Guide#Steps]]', 0, 'Manual', '[[Note#Manual#Steps]]'],
    ['[[Note#Steps]]', 2, 'A: b | c', '[[Note#A b c]]'],
    ['[[Note#Other#Steps]]', 4, 'Install', '[[Note#Other#Install]]'],
    ['[[Note]] [[Note#^id]] [[Note#Nope]]', 1, 'x', '[[Note]] [[Note#^id]] [[Note#Nope]]'],
    // Anchors, as other programs know them, stay anchors, and keep apart what they kept apart.
    ['[t](Note.md#install)', 1, 'Set up', '[t](Note.md#set-up)'],
    ['[t](Note.md#steps-1)', 4, 'C++ 的安装', '[t](Note.md#c-的安装)'],
    ['[a](Note.md#steps) [b](Note.md#steps-1)', 2, 'First', '[a](Note.md#first) [b](Note.md#steps)'],
    ['[t](Note.md#guide)', 1, 'Set up', '[t](Note.md#guide)'],
    ['[[Note#install]]', 1, 'Set up', '[[Note#Set up]]'],
  ])('%s', (source, heading, text, after) => expect(follow(source, heading, text)).toBe(after));
});

it('planBlockIdRename', () => {
  const source = '[[Note#^Old]] [[Note#H#^old|x]] [t](Note.md#^old) [[Note#^older]] [[Other#^old]]';
  const files: Files = { 'Note.md': 'x ^old', 'Other.md': 'x ^old', 's.md': source };
  const [plan, ...more] = planBlockIdRename('Note.md', 'old', 'new', placed(files));
  expect(more).toEqual([]);
  expect(applyEdits(source, plan?.edits ?? [])).toBe(
    '[[Note#^new]] [[Note#H#^new|x]] [t](Note.md#^new) [[Note#^older]] [[Other#^old]]',
  );
});
