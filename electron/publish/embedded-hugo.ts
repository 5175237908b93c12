import { type Engine, startEngine } from './engine.ts';
import type { EngineReply } from './engine-child.ts';
import { type EngineFiles, readEngineFiles } from './engine-files.ts';
import type { Hugo, HugoRun } from './hugo.ts';

/** Version of the Hugo in the package; a test asks the engine itself. */
export const embeddedVersion = '0.147.6';

/** How long an engine that nobody asks stays, in milliseconds: it holds some 450 MB. */
const idleTime = 45_000;

export interface EmbeddedHugo extends Hugo {
  /** Ends its process, if there is one; the next build starts another. */
  stop(): void;
}

/** A running engine with the site that it holds. */
interface Session {
  engine: Engine;
  files: EngineFiles;
}

/** The Hugo that comes with the app, for machines that have none. Its process starts when first needed. */
export function createEmbeddedHugo(): EmbeddedHugo {
  let session: Session | undefined;
  let idle: NodeJS.Timeout | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  function stop(): void {
    clearTimeout(idle);
    session?.engine.stop();
    session = undefined;
  }

  /** Bring the engine's site to these files, and build it. */
  async function load(files: EngineFiles, read: string[], signal?: AbortSignal): Promise<EngineReply> {
    clearTimeout(idle);
    session ??= { engine: startEngine(), files: {} };
    const held = session.files;
    session.files = files;
    // What an earlier site built at these places must not be taken for this one's.
    const remove = [...Object.keys(held).filter((path) => files[path] === undefined), ...read];
    try {
      return await session.engine.request({ write: files, remove, configure: true, read }, signal);
    } catch (error) {
      stop();
      throw error;
    } finally {
      idle = setTimeout(stop, idleTime).unref();
    }
  }

  return {
    version: embeddedVersion,
    numbers: [0, 147],
    embedded: true,
    build(dir, _destination, { drafts = false, signal, pages = [] }) {
      const work = async () => {
        const places = new Map(pages.map((url) => [builtFile(url), url]));
        const reply = await load(readEngineFiles(dir, { drafts }), [...places.keys()], signal);
        return runOf(reply, places);
      };
      const run = queue.then(work, work);
      queue = run;
      return run;
    },
    stop,
  };
}

/** Where the page of a URL (from the site's root) is built. */
function builtFile(url: string): string {
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
