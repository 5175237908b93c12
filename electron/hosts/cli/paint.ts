import { styleText } from 'node:util';

/** Standard output or standard error. */
export interface Output {
  isTTY?: boolean;
  write(text: string): unknown;
}

/** Makes text stand out on a terminal; gives it back as it is anywhere else. */
export interface Paint {
  strong(text: string): string;
  faint(text: string): string;
  good(text: string): string;
  bad(text: string): string;
  warn(text: string): string;
  found(text: string): string;
}

/** Colours for a terminal, unless the person asked for none (no-color.org). */
export function createPaint({ isTTY }: Output, env: NodeJS.ProcessEnv): Paint {
  const coloured = isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';
  const paint = (format: Parameters<typeof styleText>[0]) => (text: string) =>
    coloured ? styleText(format, text, { validateStream: false }) : text;
  return {
    strong: paint('bold'),
    faint: paint('dim'),
    good: paint('green'),
    bad: paint('red'),
    warn: paint('yellow'),
    found: paint(['bold', 'yellow']),
  };
}

/** The text with its ranges (in order, apart) shown as found. */
export function paintRanges(
  text: string,
  ranges: readonly (readonly [number, number])[],
  paint: Paint,
): string {
  let out = '';
  let at = 0;
  for (const [from, to] of ranges) {
    out += text.slice(at, from) + paint.found(text.slice(from, to));
    at = to;
  }
  return out + text.slice(at);
}
