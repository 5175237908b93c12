import { lstatSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { hashBytes } from '../disk/atomic-write.ts';
import { stateName } from './lock.ts';
import { fileStamp, tick } from './memory.ts';
import type { PublishSource } from './source.ts';

/** What Hugo or others make, and no plan looks at. */
const left = new Set(['.git', 'node_modules', 'public', 'resources', stateName]);

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
      const path = `${folder}/${entry.name}`;
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

/** How all files of the vault stand; undefined where one of them changed so shortly ago that it might change again unseen. */
export function vaultStanding(source: PublishSource, now: Date): string | undefined {
  const lines: string[] = [];
  let latest = 0;
  for (const { path, size, modified, more = '' } of source.notes()) {
    latest = Math.max(latest, modified);
    lines.push(`${path}\0${size} ${modified} ${more}`);
  }
  lines.push('');
  for (const path of source.attachments()) {
    const stats = statSync(join(source.vaultDir, path), { throwIfNoEntry: false });
    if (!stats) return undefined;
    const { size, modified, more } = fileStamp(stats);
    latest = Math.max(latest, modified);
    lines.push(`${path}\0${size} ${modified} ${more}`);
  }
  return latest < now.getTime() - tick ? hashBytes(Buffer.from(lines.join('\n'))) : undefined;
}
