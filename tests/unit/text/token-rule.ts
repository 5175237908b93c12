import { fold, foldWithMap } from '../../../shared/text/fold.ts';
import { gapCode } from '../../../shared/text/gap-code.ts';
import { runs } from '../../../shared/text/tokens.ts';

/** The tokens of a text by the rule: run by run, pair by pair, each a string. What `indexTokens` has to equal. */
export function tokensByRule(text: string): string[] {
  const { text: folded, breaks } = foldWithMap(text);
  if (folded !== fold(text)) throw new Error('Folding with and without a map differ');
  const whole = runs(folded);
  const tokens = whole.flatMap((run, index) => {
    const next = whole[index + 1];
    const code = gapCode(folded, run.to, next?.from ?? folded.length, next?.cjk === run.cjk);
    const own = run.cjk ? pairs([...run.text]) : [run.text];
    return [...own.slice(0, -1), `${own.at(-1)}${code}`];
  });
  const inner = runs(folded, breaks).flatMap((part) => {
    const index = whole.findIndex((run) => run.to >= part.to);
    const around = whole[index];
    if (!around || part.cjk || around.from >= part.from) return [];
    const next = whole[index + 1];
    const code = gapCode(folded, around.to, next?.from ?? folded.length, next?.cjk === around.cjk);
    const word = folded.slice(part.from, around.to) + code;
    return [word, `\ue000${word}`];
  });
  return inner.length > 0 ? [...tokens, '\ue000', ...inner] : tokens;
}

function pairs(characters: readonly string[]): string[] {
  return characters.map((character, index) => character + (characters[index + 1] ?? ''));
}
