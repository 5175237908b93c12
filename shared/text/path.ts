/** Paths inside a vault: relative to its root, with `/`; the root itself is `''`. */

/** The folder that holds `path`; `''` for what lies at the root. */
export function dirname(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

export function basename(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** What a page is called: its file without extension, or its folder where the file is an `index`. */
export function pageName(path: string): string {
  const name = stem(path);
  return name === 'index' ? basename(dirname(path)) : name;
}

/** Extension with its dot, in lower case; `''` where there is none (`.name` has none). */
export function extname(path: string): string {
  const name = basename(path);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot).toLowerCase() : '';
}

/** File name without its extension: the name of a note. */
export function stem(path: string): string {
  const name = basename(path);
  return name.slice(0, name.length - extname(name).length);
}

/** Put parts together, taking `.` and `..` out; undefined where the result would lie outside the root. */
export function join(...parts: string[]): string | undefined {
  const segments: string[] = [];
  for (const segment of parts.join('/').split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  return segments.join('/');
}

export function isNote(path: string): boolean {
  return extname(path) === '.md';
}

/** What two paths are compared by: composed characters, lower case. */
export function pathKey(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

/** Whether `path` can name something in a vault: relative, no empty, `.`, `..` or hidden segment, no NUL. */
export function isVaultPath(path: string): boolean {
  return (
    !path.includes('\0') && path.split('/').every((segment) => segment !== '' && !segment.startsWith('.'))
  );
}
