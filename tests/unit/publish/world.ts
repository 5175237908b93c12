import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { hashBytes } from '../../../electron/disk/atomic-write.ts';
import type { PublishSource } from '../../../electron/publish/publish.ts';
import { decodeText } from '../../../electron/vault/text-file.ts';
import { isNote } from '../../../shared/text/path.ts';

export const fixtureSite = resolve(import.meta.dirname, '../../fixtures/site');

/** A vault and a blog in a folder of their own, and a source over that vault. */
export interface TestWorld {
  vault: string;
  blog: string;
  source: PublishSource;
  settings: string | undefined;
  write(path: string, data: string | Uint8Array): void;
  remove(path: string): void;
  writeBlog(path: string, data: string | Uint8Array): void;
  readBlog(path: string): string;
  /** Paths of the blog's content and static files, in order. */
  blogFiles(): string[];
  dispose(): void;
}

export function createWorld(
  notes: Record<string, string | Uint8Array>,
  options: { site?: Record<string, string>; vaultDir?: string } = {},
): TestWorld {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'publish-test-')));
  const blog = join(base, 'blog');
  const vault = options.vaultDir ?? join(base, 'vault');
  mkdirSync(vault, { recursive: true });
  cpSync(fixtureSite, blog, { recursive: true });
  const world: TestWorld = {
    vault,
    blog,
    settings: undefined,
    source: undefined as unknown as PublishSource,
    write: (path, data) => put(join(vault, path), data),
    remove: (path) => rmSync(join(vault, path)),
    writeBlog: (path, data) => put(join(blog, path), data),
    readBlog: (path) => readFileSync(join(blog, path), 'utf8'),
    blogFiles: () => [...list(join(blog, 'content'), blog), ...list(join(blog, 'static'), blog)],
    dispose: () => rmSync(base, { recursive: true, force: true }),
  };
  world.source = sourceOf(vault, () => world.settings);
  for (const [path, data] of Object.entries(notes)) world.write(path, data);
  for (const [path, data] of Object.entries(options.site ?? {})) world.writeBlog(path, data);
  return world;
}

/** A source straight over a folder. */
export function sourceOf(vault: string, settings: () => string | undefined): PublishSource {
  const files = () => list(vault, vault);
  return {
    vaultDir: vault,
    notes: () =>
      files()
        .filter(isNote)
        .map((path) => {
          const { size, mtimeMs } = statSync(join(vault, path));
          return { path, size, modified: mtimeMs };
        }),
    attachments: () => files().filter((path) => !isNote(path)),
    read: (path) => readFileSync(join(vault, path)),
    opener: () => (path) => {
      const bytes = readFileSync(join(vault, path));
      const { text, bom, valid } = decodeText(bytes);
      return valid ? { text, bom, hash: hashBytes(bytes) } : undefined;
    },
    settings,
    now: () => new Date('2026-01-01T00:00:00Z'),
  };
}

function put(file: string, data: string | Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, data);
}

function list(folder: string, base: string): string[] {
  if (!statSync(folder, { throwIfNoEntry: false })) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(base, join(entry.parentPath, entry.name)))
    .filter((path) => !path.split('/').some((segment) => segment.startsWith('.')))
    .sort();
}
