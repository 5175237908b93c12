import type { Json } from '../../shared/contract/api.ts';
import type { Client } from '../../shared/contract/rpc.ts';
import { movedPath } from './place.ts';

/** The preference that holds, by the folder of a vault and the path of a note, what is folded there. */
const key = 'folds';
/** Notes remembered in a vault; of too many, those go that were folded longest ago. */
const kept = 500;

type Notes = { [path: string]: Json };

/** What is folded in each note, kept beside the vault for the next time. */
export interface Folds {
  read(path: string): Promise<readonly string[]>;
  write(path: string, keys: readonly string[]): void;
  /** Let it follow notes that are renamed, until the returned function is called. */
  follow(): () => void;
}

export function createFolds(client: Client, vault: string): Folds {
  let queue: Promise<unknown> = Promise.resolve();

  const readAll = async () => asObject(await client.call('preference.read', { key }));

  /** One change after another: each begins with what is kept by then, of other windows too. */
  function change(next: (notes: Notes) => Notes | undefined): void {
    // What is folded is worth no message: it is written again with the next change.
    queue = queue
      .then(async () => {
        const all = await readAll();
        const notes = next(asObject(all[vault] ?? null));
        if (notes) await client.call('preference.write', { key, value: { ...all, [vault]: notes } });
      })
      .catch(() => {});
  }

  return {
    async read(path) {
      await queue;
      const notes = asObject((await readAll())[vault] ?? null);
      const keys = notes[path];
      return Array.isArray(keys) ? keys.filter((one) => typeof one === 'string') : [];
    },
    write(path, keys) {
      change(({ [path]: old, ...rest }) => {
        if (old === undefined && keys.length === 0) return undefined;
        const entries = Object.entries(rest).slice(1 - kept);
        return Object.fromEntries(keys.length === 0 ? entries : [...entries, [path, [...keys]]]);
      });
    },
    follow: () =>
      client.on('vault.changed', ({ moved }) => {
        if (moved.length === 0) return;
        change((notes) => {
          const touched = Object.keys(notes).some((path) => movedPath(path, moved) !== path);
          if (!touched) return undefined;
          return Object.fromEntries(
            Object.entries(notes).map(([path, keys]) => [movedPath(path, moved), keys]),
          );
        });
      }),
  };
}

function asObject(value: Json): Notes {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
