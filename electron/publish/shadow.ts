import {
  constants,
  copyFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import type { FileStep } from './apply.ts';
import { stateName } from './lock.ts';
import type { Site } from './site.ts';

/** A copy of a site that can be built and changed without touching the site. */
export interface Shadow {
  /** Folder of the copy. */
  dir: string;
  /** A fresh folder beside it for one build. */
  destination(name: string): string;
  /** Bring the copy to the state after these steps. */
  apply(steps: readonly FileStep[]): void;
  dispose(): void;
}

/** Copy what a build reads. `static/` is copied by Hugo as it is and cannot fail, so it stays away. */
export function createShadow(site: Site): Shadow {
  const base = mkdtempSync(join(tmpdir(), 'commonplace-shadow-'));
  const dir = join(base, 'site');
  const left = new Set(['.git', 'node_modules', 'resources', 'static', site.publishDir, stateName]);
  copyTree(site.root, dir, (name) => !left.has(name));
  return {
    dir,
    destination(name) {
      const folder = join(base, name);
      rmSync(folder, { recursive: true, force: true });
      return folder;
    },
    apply(steps) {
      for (const { path, data } of steps) {
        const file = join(dir, path);
        // Removed first: the file may be a hard link to the original.
        rmSync(file, { force: true });
        if (!data) continue;
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, data);
      }
    },
    dispose: () => rmSync(base, { recursive: true, force: true }),
  };
}

function copyTree(from: string, to: string, wanted: (name: string) => boolean): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (!wanted(entry.name)) continue;
    const source = join(from, entry.name);
    const target = join(to, entry.name);
    if (entry.isDirectory()) copyTree(source, target, () => true);
    else if (entry.isFile()) copyFile(source, target);
    else if (entry.isSymbolicLink()) copyLinked(source, target);
  }
}

function copyLinked(source: string, target: string): void {
  try {
    // A link to a folder that holds it would be copied without end.
    if (`${source}${sep}`.startsWith(`${realpathSync(source)}${sep}`)) return;
    copyTree(source, target, () => true);
  } catch {
    try {
      rmSync(target, { recursive: true, force: true });
      copyFileSync(source, target);
    } catch {
      // A link to nowhere, or to itself: Hugo skips it too.
    }
  }
}

/** Big files are linked where the disk allows it; what Hugo may open for writing never is. */
function copyFile(source: string, target: string): void {
  try {
    if (/\.(png|jpe?g|gif|webp|avif|svg|pdf|mp[34]|mov|zip|gz|woff2?)$/i.test(source))
      linkSync(source, target);
    else copyFileSync(source, target, constants.COPYFILE_FICLONE);
  } catch {
    copyFileSync(source, target, constants.COPYFILE_FICLONE);
  }
}
