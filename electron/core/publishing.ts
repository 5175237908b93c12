import { cpSync, existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Events, Method, Params, Result } from '../../shared/contract/api.ts';
import { AppError } from '../../shared/contract/errors.ts';
import type { Handler } from '../../shared/contract/rpc.ts';
import { addTarget, keepHeadings, stripPictures, type Target } from '../../shared/hugo/settings.ts';
import type { Emitter } from '../../shared/text/emitter.ts';
import { isNote } from '../../shared/text/path.ts';
import { hashBytes } from '../disk/atomic-write.ts';
import { onDisk } from '../disk/disk-error.ts';
import { openKeptRows } from '../disk/kept-rows.ts';
import type { Store } from '../index/store.ts';
import { listBlogEdits, takeBlogEdits } from '../publish/blog-edits.ts';
import { createEmbeddedHugo, type EmbeddedHugo } from '../publish/embedded-hugo.ts';
import { listImportable, readImports } from '../publish/import.ts';
import { createMemory } from '../publish/memory.ts';
import { viewPage } from '../publish/page-view.ts';
import { createPublisher, type PublishSource } from '../publish/publish.ts';
import { createPause } from '../publish/reader.ts';
import { sharedPicture } from '../publish/shared-picture.ts';
import { createSharing, type Sharing, sharedText } from '../publish/shared-text.ts';
import { createNoteReader } from '../vault/note-reader.ts';
import type { SettingsFile } from '../vault/settings.ts';
import type { Vault } from '../vault/vault.ts';
import { createBlogWatching } from './blog-watching.ts';
import { codeStamp } from './code-stamp.ts';

/** So many changes are remembered; a plan older than that is made anew. */
const mostChanges = 200;

/** What changed in the vault, one entry a change. */
function createChangeLog() {
  let first = 0;
  const changes: (readonly string[] | null)[] = [];
  const revision = () => first + changes.length;
  return {
    revision,
    /** @param paths null where they cannot be told */
    add(paths: readonly string[] | null) {
      changes.push(paths);
      if (changes.length <= mostChanges) return;
      changes.shift();
      first++;
    },
    since(revision: number): ReadonlySet<string> | undefined {
      const later = changes.slice(revision - first);
      if (revision < first || later.includes(null)) return undefined;
      return new Set(later.flatMap((paths) => paths ?? []));
    },
  };
}

interface PublishingOptions {
  vault: Vault;
  store: Store;
  settings: SettingsFile;
  events: Emitter<Events>;
  /** Write a note as an editor does. */
  write: (note: Params<'note.write'>) => Result<'note.write'>;
  /** Files were made in the vault. */
  taken: (paths: string[]) => Promise<void>;
  clock: () => Date;
  log: (line: string) => void;
  /** For what plans found out: a cache, which may be deleted at any time. */
  cache: string;
  /** Blogs are watched for changes of other programs. */
  watch: boolean;
}

type PublishMethod = Extract<Method, `publish.${string}` | 'site.create'>;
export type PublishCalls = { [M in PublishMethod]: Handler<M> };

/** Template of the small Hugo site: beside this file in the source tree, in `starter/` beside the built code. */
function siteTemplate(): string | undefined {
  return [join(import.meta.dirname, 'starter', 'site')].find(existsSync);
}

/** The publishing part of the contract: the publisher over this vault, and the settings that name its sites. */
export function createPublishing(options: PublishingOptions): {
  calls: PublishCalls;
  /** What may stand in a text for others, as everything is now. */
  sharing(): Sharing;
  dispose(): Promise<void>;
} {
  const { vault, settings, events, log } = options;
  const embedded = createEmbeddedHugo();
  const { source, dispose } = publishSource(options, embedded);
  const publisher = createPublisher(source);

  /** As seen from the vault, so that both can move together, to another machine too. */
  function remember(
    root: string,
    more: { name?: string | undefined; format?: Target['format'] | undefined } = {},
  ) {
    const { format = 'hugo' } = more;
    const dir = resolve(vault.dir, root);
    const { text, target } = addTarget(settings.hugo(), { root: relative(vault.dir, dir), ...more });
    settings.writeHugo(text);
    events.emit('settings.changed', {});
    return { name: target.name, root: target.root, format, exists: existsSync(dir) };
  }

  const watching = options.watch ? watchBlogs() : undefined;

  /** A change there makes old what was planned, as one in the vault does. */
  function watchBlogs(): { stop(): Promise<void> } {
    const blogs = createBlogWatching(() => {
      publisher.lookAgain();
      events.emit('publish.changed', {});
    }, log);
    const follow = () => blogs.follow(publisher.targets().map(({ root }) => root));
    const quietly = () => {
      try {
        follow();
      } catch {
        // Settings that cannot be read are told of by whoever asks for a plan.
      }
    };
    quietly();
    const off = events.on('settings.changed', quietly);
    return {
      stop() {
        off();
        return blogs.stop();
      },
    };
  }

  function told<T>(done: T): T {
    events.emit('publish.changed', {});
    return done;
  }

  try {
    publisher.recover();
  } catch (error) {
    // The next plan of that site tries again, and says what is wrong to whoever asked for it.
    log(`a publish that was cut short could not be finished yet: ${(error as Error).message}`);
  }

  const calls: PublishCalls = {
    'publish.targets': () => publisher.targets(),
    'publish.addTarget': ({ root, name, format }) => remember(root, { name, format }),
    'publish.keepHeadings'({ target, headings }) {
      settings.writeHugo(keepHeadings(settings.hugo() ?? '', target, headings));
      events.emit('settings.changed', {});
      return {};
    },
    'publish.stripPictures'({ target }) {
      settings.writeHugo(stripPictures(settings.hugo() ?? '', target));
      events.emit('settings.changed', {});
      return {};
    },
    'publish.plan': (params, context) => publisher.plan(params, context),
    'publish.apply': async (params, context) => told(await publisher.apply(params, context)),
    'publish.preview': (params) => publisher.preview(params),
    'publish.render': (params) => viewPage(publisher, embedded, params),
    'publish.shared': ({ path, text }) => ({ text: sharedText(source, path, text) ?? null }),
    'publish.picture': ({ path }) => sharedPicture(source, path),
    'publish.blogEdits': (params) => listBlogEdits(source, params),
    async 'publish.takeBack'(params) {
      const { before, text } = await takeBlogEdits(source, params);
      const { path } = params;
      const file = vault.read(path);
      // The plan was made a moment ago: an edit meanwhile must not be lost.
      if (file.text !== before) throw new AppError('conflict', `${path} has changed meanwhile`, { path });
      const { hash } = options.write({ path, text, base: file.hash });
      return { path, hash };
    },
    'publish.remove': async (params, context) => told(await publisher.remove(params, context)),
    'publish.importable': (params) => listImportable(source, params),
    async 'publish.import'(params, { signal, progress }) {
      const files = await readImports(source, params);
      const pause = createPause(signal);
      const made: string[] = [];
      try {
        for (const { path, data } of files) {
          await pause();
          progress(made.length, files.length);
          vault.createBytes(path, data);
          made.push(path);
        }
      } finally {
        await options.taken(made);
      }
      return { made };
    },
    'publish.posts': (params) => publisher.posts(params),
    'publish.status': (params) => publisher.status(params),
    'site.create': ({ dir = join(dirname(vault.dir), `${vault.dir.split(/[\\/]/).at(-1)}-blog`) }) => {
      if (existsSync(dir)) throw new AppError('exists', `${dir} is there already`, { path: dir });
      const template = siteTemplate();
      if (!template) throw new AppError('not-found', 'The template of the site is not installed');
      onDisk(dir, () => cpSync(template, dir, { recursive: true, errorOnExist: true, force: false }));
      return { dir, name: remember(dir).name };
    },
  };
  return {
    calls,
    sharing: () => createSharing(source),
    async dispose() {
      await watching?.stop();
      publisher.rest();
      dispose();
      embedded.stop();
    },
  };
}

function publishSource(
  { vault, store, settings, events, clock, cache }: PublishingOptions,
  embedded: EmbeddedHugo,
): { source: PublishSource; dispose(): void } {
  const { files } = store;
  const changes = createChangeLog();
  const stop = events.on('vault.changed', ({ paths }) => changes.add(paths));
  const rows = openKeptRows(cache, hashBytes(Buffer.from(codeStamp())));
  const dispose = () => {
    stop();
    rows.close();
  };
  const source: PublishSource = {
    vaultDir: vault.dir,
    revision: changes.revision,
    changedSince: changes.since,
    notes: () =>
      files
        .below('')
        .filter(({ note }) => note === 1)
        .map(({ path, size, modified, hash }) => ({ path, size, modified, more: hash ?? '' })),
    attachments: () => files.paths().flatMap(({ path }) => (isNote(path) ? [] : [path])),
    read: (path) => vault.readBytes(path),
    opener() {
      const reader = createNoteReader(vault);
      return (path) => {
        const { text, bom, hash, readOnly } = reader.read(path);
        return readOnly === 'not-utf8' ? undefined : { text, bom, hash };
      };
    },
    settings: () => settings.hugo(),
    now: clock,
    embedded,
    memory: createMemory(rows),
  };
  return { source, dispose };
}
