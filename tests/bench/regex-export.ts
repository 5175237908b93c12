import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/**
 * What obsidian-to-hugo and its like do, as a yardstick (ms): copy the vault, then rewrite each note by regular
 * expressions. It knows no code, no private note, no heading that is not there, and writes over what it finds.
 */
export function timeRegexExport(dir: string, to: string): number {
  const start = performance.now();
  cpSync(dir, to, { recursive: true });
  const paths = readdirSync(to, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.md'));
  const byName = new Map(paths.map((path) => [basename(path, '.md'), path]));
  const link = (name: string, heading: string | undefined, text: string | undefined) => {
    const fragment = heading === undefined ? '' : `#${heading.toLowerCase().replaceAll(' ', '-')}`;
    return `[${text ?? name}]({{< ref "${byName.get(name) ?? name}${fragment}" >}})`;
  };
  for (const path of paths) {
    const file = join(to, path);
    const text = readFileSync(file, 'utf8')
      .replace(/%%[\s\S]*?%%/g, '')
      .replace(
        /!\[\[([^\]|#]+)(?:#[^\]|]*)?(?:\|([^\]]*))?\]\]/g,
        (_, name, text) => `![${text ?? name}](${name})`,
      )
      .replace(/\[\[([^\]|#]*)(?:#([^\]|]*))?(?:\|([^\]]*))?\]\]/g, (_, name, heading, text) =>
        link(name, heading, text),
      )
      .replace(/==([^=\n]+)==/g, '<mark>$1</mark>')
      .replace(/^> \[!(\w+)\][+-]? ?(.*)$/gm, '> **$1** $2');
    writeFileSync(file, text);
  }
  const time = performance.now() - start;
  rmSync(to, { recursive: true, force: true });
  return time;
}
