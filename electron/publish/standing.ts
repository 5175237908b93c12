import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { hashBytes } from '../disk/atomic-write.ts';
import { stateName } from './lock.ts';

/** What Hugo or others make, and no plan looks at. */
const left = new Set(['.git', 'node_modules', 'public', 'resources', stateName]);

/** Times on disk move on in ticks: a file that changed just now may change once more unseen. */
const tick = 50;

/**
 * How all files of a blog stand: their names, sizes and times in one hash. Undefined where one of them changed so shortly
 * ago that it might change again without a sign, or where there is no such folder.
 */
export function standingOf(root: string, now: Date): string | undefined {
  const lines: string[] = [];
  let latest = 0;
  const walk = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (folder === root && left.has(entry.name)) continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) walk(path);
      else {
        const { size, mtimeMs, ctimeMs, ino } = lstatSync(path);
        latest = Math.max(latest, mtimeMs, ctimeMs);
        lines.push(`${path}\0${size} ${mtimeMs} ${ctimeMs} ${ino}`);
      }
    }
  };
  try {
    walk(root);
  } catch {
    return undefined;
  }
  return latest < now.getTime() - tick ? hashBytes(Buffer.from(lines.join('\n'))) : undefined;
}
