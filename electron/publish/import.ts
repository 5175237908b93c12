import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '../../shared/contract/api.ts';
import { vaultPath } from '../../shared/hugo/routes.ts';
import { parseNote } from '../../shared/note/parse.ts';
import { basename, dirname, stem } from '../../shared/text/path.ts';
import { readManifest } from './manifest.ts';
import { inContent, readSite, type Site } from './site.ts';
import { filesUnder } from './site-config.ts';
import type { PublishSource } from './source.ts';
import { findTarget, type PlanRequest } from './targets.ts';

type Importable = Result<'publish.importable'>[number];

/** A file to be made in the vault. */
export interface ImportedFile {
  path: string;
  data: Uint8Array;
}

/**
 * Posts of a blog that came from somewhere else, each with the place that it would have in the vault: the one from which
 * it would be published to where it is. They are copied byte for byte, so that the next plan finds them unchanged.
 * @throws AppError as `readSite`
 */
export async function listImportable(
  source: PublishSource,
  request: Pick<PlanRequest, 'site' | 'target'>,
): Promise<Importable[]> {
  return (await readPosts(source, request)).posts.map(({ importable }) => importable);
}

/** The files of some of them (by path in the blog), their bundles' files too. Those that the vault has already are left out. */
export async function readImports(
  source: PublishSource,
  request: Pick<PlanRequest, 'site' | 'target'> & { paths: readonly string[] },
): Promise<ImportedFile[]> {
  const { site, posts, files } = await readPosts(source, request);
  const wanted = new Set(request.paths);
  const taken = new Set([...source.attachments()]);
  return posts
    .filter(({ importable }) => wanted.has(importable.path) && !importable.exists)
    .flatMap(({ importable, content }) => {
      const beside = /^index\.md$/.test(basename(content)) ? inBundle(files, dirname(content)) : [];
      const moved = beside.map((file) => ({
        path: dirname(importable.to) + file.slice(dirname(content).length),
        file,
      }));
      return [{ path: importable.to, file: content }, ...moved.filter(({ path }) => !taken.has(path))];
    })
    .map(({ path, file }) => ({ path, data: readFileSync(join(site.root, site.content, file)) }));
}

/** What lies in the folder of a bundle, and is no page. */
const inBundle = (files: readonly string[], folder: string) =>
  files.filter((file) => file.startsWith(`${folder}/`) && !file.endsWith('.md'));

async function readPosts(source: PublishSource, request: Pick<PlanRequest, 'site' | 'target'>) {
  const target = findTarget(source, request);
  const site = await readSite(target, source.vaultDir);
  const { files: owned } = readManifest(site.root);
  const notes = new Set([...source.notes()].map(({ path }) => path));
  const files = filesUnder(join(site.root, site.content));
  const posts = files
    .filter((file) => file.endsWith('.md') && stem(file) !== '_index' && !owned.has(inContent(site, file)))
    .map((content) => {
      const to = vaultPath(content, target.map);
      return { content, importable: describe(site, content, to, notes.has(to)) };
    });
  return { site, posts, files };
}

function describe(site: Site, content: string, to: string, exists: boolean): Importable {
  const path = inContent(site, content);
  const text = readFileSync(join(site.root, path), 'utf8').replace(/^\uFEFF/, '');
  return { path, to, title: parseNote(text, stem(content)).title, exists };
}
