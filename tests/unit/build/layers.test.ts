import { describe, expect, it } from 'vitest';
import { layers } from '../../../build/layer-table.ts';
import { importCycles, importsOf, layerProblems } from '../../../build/layers.ts';

/** Files of a made-up project, `path: text` → a tree. */
const tree = (files: Record<string, string>) => new Map(Object.entries(files));

const problems = (path: string, text: string) => layerProblems(tree({ [path]: text }), layers);

describe('imports of a file', () => {
  it.each([
    ["import a from './a.ts';", './a.ts', false],
    ["import './a.css';", './a.css', false],
    ["import type { A } from './a.ts';", './a.ts', true],
    ["import { type A } from './a.ts';", './a.ts', true],
    ["import { type A, b } from './a.ts';", './a.ts', false],
    ["export * from './a.ts';", './a.ts', false],
    ["export type { A } from './a.ts';", './a.ts', true],
    ["const a = await import('./a.ts');", './a.ts', false],
    ["type A = import('./a.ts').A;", './a.ts', true],
  ])('%s', (text, specifier, typeOnly) => {
    expect(importsOf('x.ts', text)).toEqual([{ specifier, typeOnly, line: 1 }]);
  });

  it('is not fooled by comments and strings', () => {
    expect(importsOf('x.ts', "// import a from './a.ts'\nconst s = \"import b from './b.ts'\";")).toEqual([]);
  });

  it('counts lines, and reads JSX', () => {
    const text = "\nconst a = <p>import</p>;\nimport b from './b.ts';";
    expect(importsOf('x.tsx', text)).toEqual([{ specifier: './b.ts', typeOnly: false, line: 3 }]);
  });
});

describe('the table allows', () => {
  it.each([
    ['shared/note/parse.ts', "import { fold } from '../text/fold.ts';"],
    ['shared/note/parse.ts', "import { AppError } from '../contract/errors.ts';"],
    ['shared/hugo/page.ts', "import { resolveLink } from '../link/resolve.ts';"],
    ['shared/contract/api.ts', "import type { NoteFacts } from '../note/facts.ts';"],
    ['shared/note/grammar.ts', "import { parser } from '@lezer/markdown';"],
    ['electron/disk/atomic-write.ts', "import { open } from 'node:fs/promises';"],
    ['electron/index/database.ts', "import Database from 'better-sqlite3';"],
    ['electron/core/core.ts', "import { openVault } from '../vault/vault.ts';"],
    ['electron/hosts/desktop/main.ts', "import { app } from 'electron';"],
    ['electron/hosts/web/server.ts', "import { createServer } from 'node:http';"],
    ['electron/hosts/cli/main.ts', "const { serve } = await import('../web/main.ts');"],
    ['renderer/views/note.tsx', "import { NoteEditor } from '../editor/note-editor.tsx';"],
    ['renderer/editor/note-editor.tsx', "import { useEffect } from 'react';"],
    ['renderer/main.tsx', "import './ui/tokens.css';"],
    ['tests/unit/text/fold.test.ts', "import { fold } from '../../../shared/text/fold.ts';"],
  ])('%s: %s', (path, text) => {
    expect(problems(path, text)).toEqual([]);
  });
});

describe('the table refuses', () => {
  it.each([
    ['shared/text/path.ts', "import { join } from 'node:path';", 'may not use Node (node:path)'],
    ['shared/text/path.ts', "import { a } from '../note/parse.ts';", '(nothing outside itself)'],
    [
      'shared/note/parse.ts',
      "import { a } from '../link/resolve.ts';",
      'may not import shared/link/resolve.ts',
    ],
    [
      'shared/note/parse.ts',
      "import { a } from '../contract/api.ts';",
      'may not import shared/contract/api.ts',
    ],
    ['shared/contract/api.ts', "import { parseNote } from '../note/parse.ts';", 'only types of'],
    ['shared/search/rank.ts', "import fs from 'fs';", 'the package fs'],
    [
      'electron/vault/vault.ts',
      "import { a } from '../index/ingest.ts';",
      'may not import electron/index/ingest.ts',
    ],
    ['electron/vault/vault.ts', "import type { A } from '../index/ingest.ts';", 'electron/index/ingest.ts'],
    ['electron/core/core.ts', "import { app } from 'electron';", 'the package electron'],
    ['electron/core/core.ts', "import { createServer } from 'node:http';", 'may not open sockets'],
    ['electron/hosts/cli/main.ts', "import { app } from 'electron';", 'the package electron'],
    [
      'electron/hosts/cli/main.ts',
      "import { openVault } from '../../vault/vault.ts';",
      'electron/vault/vault.ts',
    ],
    ['electron/hosts/desktop/main.ts', "import { WebSocket } from 'ws';", 'the package ws'],
    ['renderer/editor/theme.ts', "import { useState } from 'react';", 'the package react'],
    ['renderer/views/note.tsx', "import { setup } from '../editor/setup.ts';", 'renderer/editor/setup.ts'],
    ['renderer/app.tsx', "import { readFile } from 'node:fs';", 'may not use Node'],
    [
      'renderer/client/connect.ts',
      "import type { A } from '../../electron/core/core.ts';",
      'electron/core/core.ts',
    ],
    ['electron/core/core.ts', "import { a } from '../../tests/fixtures/a.ts';", 'tests/fixtures/a.ts'],
    ['server/main.ts', '', 'stands in no layer'],
  ])('%s: %s', (path, text, reason) => {
    const found = problems(path, text);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(reason);
  });

  it('names the line', () => {
    expect(problems('shared/text/path.ts', "\n\nimport 'node:fs';")[0]).toMatch(
      /^shared\/text\/path\.ts:3: /,
    );
  });
});

describe('cycles', () => {
  it.each([
    [{ 'a.ts': "import './b.ts';", 'b.ts': "import './c.ts';", 'c.ts': '' }, []],
    [{ 'a.ts': "import './b.ts';", 'b.ts': "import './a.ts';" }, ['a.ts → b.ts → a.ts']],
    [{ 'a.ts': "import type {A} from './b.ts';", 'b.ts': "import './a.ts';" }, ['a.ts → b.ts → a.ts']],
    [{ 'a.ts': "import './a.ts';" }, ['a.ts → a.ts']],
    [
      { 'x/a.ts': "import '../b.ts';", 'b.ts': "import './x/c.ts';", 'x/c.ts': "import './a.ts';" },
      ['x/a.ts → b.ts → x/c.ts → x/a.ts'],
    ],
    [
      {
        'a.ts': "import './b.ts'; import './c.ts';",
        'b.ts': "import './d.ts';",
        'c.ts': "import './d.ts';",
        'd.ts': '',
      },
      [],
    ],
  ])('%j', (files, cycles) => {
    expect(importCycles(tree(files as Record<string, string>))).toEqual(cycles);
  });

  it('finds one behind a file that was walked before', () => {
    const files = {
      'a.ts': "import './b.ts';",
      'b.ts': '',
      'c.ts': "import './b.ts'; import './d.ts';",
      'd.ts': "import './c.ts';",
    };
    expect(importCycles(tree(files))).toEqual(['c.ts → d.ts → c.ts']);
  });
});
