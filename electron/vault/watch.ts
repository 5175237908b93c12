import { relative, sep } from 'node:path';
import { type AsyncSubscription, subscribe } from '@parcel/watcher';

export interface Watch {
  stop(): Promise<void>;
}

/** Folders of the vault that may hold much which is none of ours: by name, as a pattern is held against every file. */
const unwatched = ['.git', '.trash', '.commonplace', '.obsidian'];

/**
 * Tell that something changed in a folder, whatever it is.
 * @param ignore absolute paths below it, and names of its own folders, that are left out
 */
export async function watchFolder(
  dir: string,
  ignore: readonly string[],
  onChange: () => void,
): Promise<Watch> {
  const subscription = await subscribe(dir, onChange, { ignore: [...ignore] });
  return stopping(subscription);
}

/**
 * Tell of paths that something happened to, in batches; what happened is for the caller to see on disk.
 * Names that begin with `.` are left out.
 * @param onLost the system cannot say what changed (its queue ran over, or the watch failed): look at everything
 */
export async function watchVault(
  dir: string,
  onPaths: (paths: string[]) => void,
  onLost: () => void,
): Promise<Watch> {
  const subscription = await subscribe(
    dir,
    (error, events) => {
      if (error) {
        onLost();
        return;
      }
      const paths = events
        .map((event) => relative(dir, event.path).split(sep).join('/'))
        .filter((path) => path !== '' && !path.split('/').some((name) => name.startsWith('.')));
      if (paths.length > 0) onPaths([...new Set(paths)]);
      if (events.some((event) => event.path === dir)) onLost();
    },
    { ignore: unwatched },
  );
  return stopping(subscription);
}

/** A folder that went while it was watched cannot be unwatched any more: there is nothing left to stop. */
function stopping({ unsubscribe }: AsyncSubscription): Watch {
  return { stop: () => unsubscribe().catch(() => undefined) };
}
