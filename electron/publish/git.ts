import { execFile } from 'node:child_process';

/**
 * Files among `paths` that git has in a state that must not be written over: an unfinished merge.
 * (A hand edit, committed or not, is seen by its hash already.) Empty where the folder is in no repository.
 */
export async function unmergedFiles(root: string, paths: readonly string[]): Promise<string[]> {
  if (paths.length === 0) return [];
  const { code, stdout } = await git(root, ['status', '--porcelain', '-z', '--no-renames', '--', '.']);
  if (code !== 0) return [];
  const prefix = (await git(root, ['rev-parse', '--show-prefix'])).stdout.trim();
  const unmerged = stdout
    .split('\0')
    .filter((line) => /^(DD|AU|UD|UA|DU|AA|UU) /.test(line))
    .map((line) => line.slice(3 + prefix.length));
  return paths.filter((path) => unmerged.includes(path));
}

/** Commit exactly these files; says what went wrong, or nothing. Never pushes. */
export async function commitFiles(
  root: string,
  paths: readonly string[],
  message: string,
): Promise<string | undefined> {
  const added = await git(root, ['add', '-A', '--', ...paths]);
  if (added.code !== 0) return added.stderr.trim();
  const done = await git(root, ['commit', '-m', message, '--', ...paths]);
  return done.code === 0 || /nothing to commit/.test(done.stdout)
    ? undefined
    : done.stderr.trim() || done.stdout.trim();
}

/** A file as it was committed last; undefined where git does not know it. */
export function committedFile(root: string, path: string): Promise<Uint8Array | undefined> {
  const args = ['-C', root, 'show', `HEAD:./${path}`];
  return new Promise((done) => {
    execFile('git', args, { maxBuffer: 64 << 20, encoding: 'buffer' }, (error, stdout) =>
      done(error ? undefined : stdout),
    );
  });
}

function git(root: string, args: string[]) {
  return new Promise<{ code: number; stdout: string; stderr: string }>((done) => {
    execFile('git', ['-C', root, ...args], { maxBuffer: 64 << 20 }, (error, stdout, stderr) => {
      done({ code: error ? 1 : 0, stdout, stderr });
    });
  });
}
