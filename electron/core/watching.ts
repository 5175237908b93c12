import { statSync } from 'node:fs';
import type { SettingsFile } from '../vault/settings.ts';
import type { Watch } from '../vault/watch.ts';
import { watchVault } from '../vault/watch.ts';
import type { KeepUp } from './keep-up.ts';

/** How often (ms) settings, and a vault that is gone, or that the system cannot watch, are looked at. */
const lookAgain = 2_000;
const lookUnwatched = 15_000;

interface Watched {
  dir: string;
  keepUp: KeepUp;
  settings: Pick<SettingsFile, 'changedOutside'>;
  /** Another program has changed them. */
  onSettings(): void;
  log(line: string): void;
}

/** Follow the disk: changes as the system tells them; a vault that vanished, until it is back. */
export async function startWatching({ dir, keepUp, settings, onSettings, log }: Watched): Promise<Watch> {
  let watch: Watch | undefined;
  /** The folder that is watched; undefined while it is gone. */
  let watched: string | undefined;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();

  async function begin(): Promise<void> {
    watched = folderId(dir);
    try {
      watch = await watchVault(
        dir,
        (paths) => void keepUp.takeLater(paths),
        () => void update(),
      );
    } catch (error) {
      log(
        `the system cannot watch this folder (${(error as Error).message}): looking at it every 15 s instead`,
      );
    }
  }

  async function update(): Promise<void> {
    try {
      await keepUp.update(true);
    } catch (error) {
      log(`looking at the vault failed: ${(error as Error).message}`);
    }
  }

  async function look(): Promise<void> {
    if (!keepUp.present()) {
      watched = undefined;
      return;
    }
    // Too few files for a watch of their own.
    if (settings.changedOutside()) onSettings();
    if (folderId(dir) === watched) {
      if (!watch || keepUp.behind() || keepUp.progress().phase === 'lost') await update();
      return;
    }
    await watch?.stop();
    watch = undefined;
    if (stopped) return;
    await begin();
    await update();
  }

  function schedule(): void {
    if (stopped) return;
    timer = setTimeout(
      () => {
        looking = look().finally(schedule);
      },
      watch || watched === undefined ? lookAgain : lookUnwatched,
    );
  }

  await begin();
  // What changed while the watch was being set up was told to nobody.
  void update();
  schedule();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await looking;
      await watch?.stop();
    },
  };
}

/**
 * Which folder stands at a path: a vault that was deleted and made anew is another, which nobody watches.
 * Its number may be given out again at once, its time of birth is not.
 */
function folderId(dir: string): string | undefined {
  const stat = statSync(dir, { throwIfNoEntry: false });
  return stat && `${stat.dev}:${stat.ino}:${stat.birthtimeMs}`;
}
