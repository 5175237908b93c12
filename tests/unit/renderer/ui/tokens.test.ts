/** WCAG AA of what is read, by the tokens of both themes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contrast, toRgb } from '../../../../renderer/state/vault-look.ts';

const css = readFileSync(join(import.meta.dirname, '../../../../renderer/ui/tokens.css'), 'utf8');

function tokensOf(theme: string): (name: string) => ReturnType<typeof toRgb> {
  const block = css.slice(css.indexOf(`[data-theme="${theme}"]`)).split('}')[0] ?? '';
  const values = new Map(
    [...block.matchAll(/--([\w-]+): (#[\da-f]{6});/g)].map(([, name, hex]) => [name, hex]),
  );
  return (name) => toRgb(values.get(name) ?? '');
}

/** Text, and the grounds that it stands on. */
const pairs: [string, string[]][] = [
  ['ink', ['paper', 'surface', 'surface-2', 'raised', 'accent-soft', 'topic-soft', 'mark', 'select']],
  ['ink-2', ['paper', 'surface', 'surface-2', 'raised', 'accent-soft']],
  ['ink-3', ['paper', 'surface', 'raised']],
  ['accent', ['paper', 'surface', 'raised', 'accent-soft']],
  ['link', ['paper', 'surface', 'raised']],
  ['accent-ink', ['accent']],
  ['topic', ['paper', 'surface', 'topic-soft']],
  ['good', ['paper', 'surface', 'good-soft']],
  ['warn', ['paper', 'surface', 'warn-soft']],
  ['bad', ['paper', 'surface', 'raised', 'bad-soft']],
];

describe.each(['light', 'dark'])('in the %s theme', (theme) => {
  const token = tokensOf(theme);
  test.each(pairs.flatMap(([text, grounds]) => grounds.map((ground) => [text, ground])))(
    '%s can be read on %s',
    (text, ground) => {
      expect(contrast(token(text), token(ground))).toBeGreaterThanOrEqual(4.5);
    },
  );
});
