import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAppState, writeAppState } from '../../../electron/hosts/app-state.ts';
import { chooseVault, documentsFolder } from '../../../electron/hosts/starter.ts';
import { temporaryFolder } from '../../contract/ways.ts';

let folder: ReturnType<typeof temporaryFolder>;
let at: (...parts: string[]) => string;

beforeEach(() => {
  folder = temporaryFolder();
  at = (...parts) => join(folder.dir, ...parts);
  for (const dir of ['template/日志', 'documents', 'state']) mkdirSync(at(dir), { recursive: true });
  writeFileSync(at('template/日志/一.md'), '# 一\n');
});

afterEach(() => folder.remove());

const choose = (vaultDir?: string) =>
  chooseVault({ vaultDir, stateDir: at('state'), template: at('template'), documents: at('documents') });

describe('chooseVault', () => {
  it('opens the folder that is asked for', () => {
    expect(choose(at('documents'))).toEqual({ dir: at('documents'), starter: false });
  });

  it.each([
    ['is not there', 'missing', 'not-found'],
    ['is a file', 'template/日志/一.md', 'invalid-path'],
  ])('refuses one that %s', (_what, path, code) => {
    expect(() => choose(at(path))).toThrow(expect.objectContaining({ name: 'AppError', code }));
  });

  it('opens the one that was open last, as long as it is there', () => {
    mkdirSync(at('mine'));
    writeAppState(at('state'), { vault: at('mine') });
    expect(choose()).toEqual({ dir: at('mine'), starter: false });
    rmSync(at('mine'), { recursive: true });
    expect(choose()).toEqual({ dir: at('documents/Commonplace'), starter: true, instead: at('mine') });
  });

  it('makes the starter vault, and leaves nothing beside it', () => {
    expect(choose()).toEqual({ dir: at('documents/Commonplace'), starter: true });
    expect(readFileSync(at('documents/Commonplace/日志/一.md'), 'utf8')).toBe('# 一\n');
    expect(readdirSync(at('documents'))).toEqual(['Commonplace']);
  });

  it('writes into no folder that holds something', () => {
    mkdirSync(at('documents/Commonplace'));
    writeFileSync(at('documents/Commonplace/theirs'), 'x');
    expect(choose().dir).toBe(at('documents/Commonplace 2'));
    expect(readdirSync(at('documents/Commonplace'))).toEqual(['theirs']);
  });

  it('opens a vault of ours that stands there already', () => {
    mkdirSync(at('documents/Commonplace/.commonplace'), { recursive: true });
    expect(choose()).toEqual({ dir: at('documents/Commonplace'), starter: false });
    expect(readdirSync(at('documents/Commonplace'))).toEqual(['.commonplace']);
  });

  it('leaves nothing where the template cannot be copied', () => {
    rmSync(at('template'), { recursive: true });
    expect(() => choose()).toThrow(expect.objectContaining({ code: 'not-found' }));
    expect(readdirSync(at('documents'))).toEqual([]);
  });
});

describe('documentsFolder', () => {
  const cases: [what: string, made: string[], config: string | undefined, expected: string][] = [
    ['the home folder where there is nothing else', [], undefined, ''],
    ['Documents', ['Documents'], undefined, 'Documents'],
    ['what XDG says, in the home folder', ['Documents', '文档'], 'XDG_DOCUMENTS_DIR="$HOME/文档"', '文档'],
    ['what XDG says, with a quote', ['a"b'], 'XDG_DOCUMENTS_DIR="$HOME/a\\"b"', 'a"b'],
    ['Documents where the XDG one is missing', ['Documents'], 'XDG_DOCUMENTS_DIR="$HOME/gone"', 'Documents'],
    [
      'Documents where XDG says it in a comment',
      ['Documents', 'x'],
      '#XDG_DOCUMENTS_DIR="$HOME/x"',
      'Documents',
    ],
  ];
  it.each(cases)('is %s', (_what, made, config, expected) => {
    for (const dir of [...made, '.config']) mkdirSync(at('home', dir), { recursive: true });
    if (config) writeFileSync(at('home/.config/user-dirs.dirs'), `XDG_DESKTOP_DIR="$HOME/D"\n${config}\n`);
    expect(documentsFolder(at('home'), {})).toBe(join(at('home'), expected));
  });
});

describe('app state', () => {
  it('keeps what is not changed', () => {
    const window = { x: 1, y: 2, width: 3, height: 4, maximized: false };
    writeAppState(at('new/state'), { window });
    writeAppState(at('new/state'), { vault: '/库' });
    expect(readAppState(at('new/state'))).toEqual({ window, vault: '/库' });
  });

  it.each(['', '{', 'null', '[]', '{"vault": 7}'])('is empty where the file holds %j', (text) => {
    writeFileSync(at('state/app.json'), text);
    expect(readAppState(at('state'))).toEqual({});
  });
});
