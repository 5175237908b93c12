import { toErrorFrame } from '../contract/errors.ts';
import { frontMatterFault } from './front-matter-fault.ts';
import { english, type Tell, type WordKey } from './table.ts';

/** What to say of something thrown. */
export function errorWords(error: unknown, tell: Tell): string {
  const { code, message, data } = toErrorFrame(error);
  const refused = `refusal.${String(data.refusal)}`;
  if (refused in english) return tell(refused as WordKey, data as Parameters<Tell>[1]);
  if (code === 'invalid-query') return tell('error.invalid-query', { message: faultOf(tell, message, data) });
  if (code === 'invalid-name') return nameError(tell, message, data);
  const key = `error.${code}` as const;
  const said = code === 'invalid-front-matter' ? frontMatterFault(message, tell) : message;
  if (typeof data.path === 'string' && data.path !== '') return tell(key, { message: said, path: data.path });
  // Words that name a path say nothing without one.
  const text = tell(key, { message: said });
  return text.includes('{path}') ? said : text;
}

/** What is wrong with a query. */
export function faultOf(tell: Tell, message: string, { fault, gaps }: Record<string, unknown>): string {
  const key = `query.${String(fault)}`;
  return key in english ? tell(key as WordKey, gaps as Parameters<Tell>[1]) : message;
}

const nameFaults = ['empty', 'dot', 'control', 'character', 'ending', 'reserved', 'long'] as const;

/** A name that was refused: why, and one like it that would do. */
function nameError(tell: Tell, message: string, data: Record<string, unknown>): string {
  const why = nameFaults.find((each) => each === data.why);
  const [name, bad, offer] = [data.name, data.bad, data.offer].map((each) =>
    typeof each === 'string' ? each : '',
  );
  if (offer === '' && why === 'dot') return tell('name.only-dots', { name: name ?? '' });
  if (!why || (offer === '' && why !== 'empty')) return tell('error.invalid-name', { message });
  return tell(`name.${why}`, { name: name ?? '', bad: bad ?? '', offer: offer ?? '' });
}
