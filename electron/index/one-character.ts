import { runs } from '../../shared/text/tokens.ts';

/** Values of the second byte of a character, so many as are asked for at once. */
const groups = [0x80, 0x90, 0xa0, 0xb0].map((first) => Array.from({ length: 16 }, (_, at) => first + at));
/** Han characters from U+4000 to U+9FFF begin with these bytes: by far the most. */
const han = { first: 0xe4, last: 0xe9 };

/**
 * What finds together just what `"的"*` does, piece by piece: the pairs of one character are very many, and to go through
 * all of them is what takes long. Bytes, since a piece may end within a character; undefined for any other expression.
 */
export function piecesOfCharacter(expression: string): Buffer[] | undefined {
  const [, character = ''] = /^"(.)"\*$/u.exec(expression) ?? [];
  if (!runs(character)[0]?.cjk) return undefined;
  // A letter a byte.
  const begin = Buffer.from(character).toString('latin1');
  const prefix = (...bytes: number[]) => `"${begin}${String.fromCharCode(...bytes)}"*`;
  const pieces = [`"${begin}"`];
  for (let lead = 0xc2; lead <= 0xf4; lead++) {
    if (lead < han.first || lead > han.last) pieces.push(prefix(lead));
    else pieces.push(...groups.map((seconds) => seconds.map((second) => prefix(lead, second)).join(' OR ')));
  }
  return pieces.map((piece) => Buffer.from(piece, 'latin1'));
}
