import { type Engine, startEngine } from './engine.ts';
import type { EngineReply, EngineRequest } from './engine-child.ts';
import { type EngineFiles, readEngineFiles } from './engine-files.ts';
import type { Hugo, HugoRun } from './hugo.ts';
import { createReadOnce, createTable } from './memory.ts';

/** Version of the Hugo in the package; a test asks the engine itself. */
export const embeddedVersion = '0.147.6';

/** How long an engine that nobody asks stays, in milliseconds: it holds some 450 MB. */
const idleTime = 45_000;

export interface EmbeddedHugo extends Hugo {
  /**
   * Build a site, drafts and all, and hand back some of what was built; fast where little differs from the last time.
   * @param overlay files of the site that stand for those on disk, or beside them
   * @param read paths in the site, such as `public/posts/a/index.html`
   */
  view(dir: string, overlay: EngineFiles, read: readonly string[]): Promise<EngineReply>;
  /** Ends its process, if there is one; the next build starts another. */
  stop(): void;
}

/** A running engine with the site that it holds. */
interface Session {
  engine: Engine;
  files: EngineFiles;
  /** Folder of the site that is held to be looked at, and built step by step. */
  view: string | undefined;
}

/** The Hugo that comes with the app, for machines that have none. Its process starts when first needed. */
export function createEmbeddedHugo(): EmbeddedHugo {
  let session: Session | undefined;
  const known = createReadOnce<string>(createTable());
  let idle: NodeJS.Timeout | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  function stop(): void {
    clearTimeout(idle);
    session?.engine.stop();
    session = undefined;
  }

  async function ask(work: Omit<EngineRequest, 'id'>, signal?: AbortSignal): Promise<EngineReply> {
    clearTimeout(idle);
    session ??= { engine: startEngine(), files: {}, view: undefined };
    try {
      return await session.engine.request(work, signal);
    } catch (error) {
      stop();
      throw error;
    } finally {
      idle = setTimeout(stop, idleTime).unref();
    }
  }

  /** Bring the engine's site to these files as a new one, and build it. */
  function load(files: EngineFiles, read: readonly string[], signal?: AbortSignal): Promise<EngineReply> {
    const gone = Object.keys(session?.files ?? {}).filter((path) => files[path] === undefined);
    // What an earlier site built at these places must not be taken for this one's.
    const reply = ask({ write: files, remove: [...gone, ...read], configure: true, read }, signal);
    if (session) session.files = files;
    if (session) session.view = undefined;
    return reply;
  }

  function enqueue<T>(work: () => Promise<T>): Promise<T> {
    const result = queue.then(work, work);
    queue = result;
    return result;
  }

  async function look(dir: string, files: EngineFiles, read: readonly string[]): Promise<EngineReply> {
    const held = session?.files ?? {};
    const gone = Object.keys(held).some((path) => files[path] === undefined);
    const changed = Object.entries(files).filter(([path, text]) => held[path] !== text);
    const steps = changed.every(([path]) => path.endsWith('.md'));
    const goesOn = session?.view === dir && !gone && steps;
    const reply = goesOn
      ? await ask({ write: Object.fromEntries(changed), remove: [], configure: false, read })
      : await load(files, read);
    if (session) session.files = files;
    // A build that failed leaves Hugo in a state that cannot be gone on from.
    if (session) session.view = reply.error === null ? dir : undefined;
    return reply;
  }

  return {
    version: embeddedVersion,
    numbers: [0, 147],
    embedded: true,
    build(dir, _destination, { drafts = false, signal, pages = [] }) {
      return enqueue(async () => {
        const places = new Map(pages.map((url) => [builtFile(url), url]));
        const reply = await load(readEngineFiles(dir, { drafts }), [...places.keys()], signal);
        return runOf(reply, places);
      });
    },
    view: (dir, overlay, read) =>
      enqueue(() => look(dir, readEngineFiles(dir, { drafts: true, overlay, known }), read)),
    stop,
  };
}

/** Where the page of a URL (from the site's root) is built. */
export function builtFile(url: string): string {
  return `public${url.endsWith('/') ? `${url}index.html` : url}`;
}

function runOf(reply: EngineReply, places: ReadonlyMap<string, string>): HugoRun {
  const lines = reply.log.flatMap((each) => each.split('\n')).map((line) => line.trim());
  const errors = lines.filter((line) => /^ERROR/.test(line));
  if (reply.error !== null) errors.push(reply.error.replace(/^Build error: /, 'Error: '));
  return {
    ok: reply.error === null,
    errors,
    warnings: lines.filter((line) => /^WARN/.test(line)),
    pages: new Map(Object.entries(reply.files).map(([file, html]) => [places.get(file) as string, html])),
  };
}
