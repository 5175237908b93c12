import { statSync } from 'node:fs';
import { join } from 'node:path';
import { stateName } from '../publish/lock.ts';
import { type Watch, watchFolder } from '../vault/watch.ts';

/** So long (ms) after the first of a burst of changes it is told; Hugo and git write many files at a time. */
const settle = 300;

/** What others make in a blog and no plan looks at, and what publishing itself keeps there. */
const unwatched = ['.git', 'node_modules', 'public', 'resources', stateName];

/** Follows the folders of blogs, which other programs change as well. */
export interface BlogWatching {
  /** Folders to follow from now on; one that is not there is left out. */
  follow(roots: readonly string[]): void;
  stop(): Promise<void>;
}

/** @param onChange told soon after something changed in one of the folders */
export function createBlogWatching(onChange: () => void, log: (line: string) => void): BlogWatching {
  const watches = new Map<string, Promise<Watch | undefined>>();
  let timer: NodeJS.Timeout | undefined;

  function tell(): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      onChange();
    }, settle);
  }

  async function begin(root: string): Promise<Watch | undefined> {
    try {
      return await watchFolder(
        root,
        unwatched.map((name) => join(root, name)),
        tell,
      );
    } catch (error) {
      log(`the system cannot watch a blog (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`);
      return undefined;
    }
  }

  async function end(root: string): Promise<void> {
    const watch = watches.get(root);
    watches.delete(root);
    await (await watch)?.stop();
  }

  return {
    follow(roots) {
      const wanted = new Set(
        roots.filter((root) => statSync(root, { throwIfNoEntry: false })?.isDirectory()),
      );
      for (const root of watches.keys()) if (!wanted.has(root)) void end(root);
      for (const root of wanted) if (!watches.has(root)) watches.set(root, begin(root));
    },
    async stop() {
      clearTimeout(timer);
      await Promise.all([...watches.keys()].map(end));
      clearTimeout(timer);
    },
  };
}
