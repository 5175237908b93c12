import { useMemo } from 'react';
import { dateWords, operatorNames, type QueryCompletion } from '../../../shared/search/completion.ts';
import { useLive } from '../../client/live-query.ts';
import type { MessageKey } from '../../i18n/messages.ts';
import { useWords } from '../../i18n/words.ts';

export interface Choice {
  label: string;
  detail: string;
  insert: string;
}

const limit = 12;
const keep = { keep: true } as const;

/** What may stand where a query is being written. */
export function useChoices(completion: QueryCompletion | undefined): readonly Choice[] {
  const words = useWords();
  const kind = completion?.kind;
  const typed = (completion?.typed ?? '').replace(/^(?:"|\[\[)/, '');
  const of = <K extends QueryCompletion['kind'], P>(wanted: readonly K[], params: P): P | undefined =>
    wanted.some((one) => one === kind) ? params : undefined;
  const tags = useLive('complete.tag', of(['tag'], { query: typed, limit }), keep);
  const properties = useLive('complete.property', of(['property'], { query: typed, limit }), keep);
  const values = useLive(
    'complete.property',
    of(['value'], { query: typed, name: completion?.property ?? '', limit }),
    keep,
  );
  const langs = useLive('complete.language', of(['lang'], {}), keep);
  const folders = useLive('complete.folder', of(['path'], { query: typed, limit }), keep);
  const notes = useLive('switch.query', of(['file', 'note'], { query: typed, limit }), keep);

  return useMemo(() => {
    const number = (n: number) => words.number(n);
    const starts = (text: string) => text.startsWith(typed.toLowerCase()) && text !== typed;
    switch (kind) {
      case 'operator':
        return operatorNames
          .filter(starts)
          .map((name) => ({ label: name, detail: operatorDetail(name, words.t), insert: name }));
      case 'date':
        return dateWords.filter(starts).map((word) => ({ label: word, detail: '', insert: word }));
      case 'tag':
        return (tags.data ?? []).map(({ tag, notes: n }) => {
          return {
            label: `#${tag}`,
            detail: number(n),
            insert: `#${tag}`.slice(completion?.typed === '' ? 0 : 1),
          };
        });
      case 'property':
        // Those that no note has yet are for writing, not for finding.
        return (properties.data ?? [])
          .filter(({ notes: n }) => n > 0)
          .map(({ text, notes: n }) => ({ label: text, detail: number(n), insert: `${text}:` }));
      case 'value':
        return (values.data ?? []).map(({ text, notes: n }) => ({
          label: text,
          detail: number(n),
          insert: text,
        }));
      case 'lang':
        return (langs.data ?? [])
          .filter(({ lang }) => lang.startsWith(typed.toLowerCase()))
          .slice(0, limit)
          .map(({ lang, notes: n }) => ({ label: lang, detail: number(n), insert: lang }));
      case 'path':
        return (folders.data ?? []).map(({ path, notes: n }) => ({
          label: path,
          detail: number(n),
          insert: `${path}/`,
        }));
      case 'file':
      case 'note':
        return typed === '' && kind === 'file'
          ? []
          : (notes.data ?? []).map(({ name, path }) => ({ label: name, detail: path, insert: name }));
      default:
        return [];
    }
  }, [
    kind,
    typed,
    completion?.typed,
    tags.data,
    properties.data,
    values.data,
    langs.data,
    folders.data,
    notes.data,
    words,
  ]);
}

/** What an operator asks, from the words that say how a query was understood. */
function operatorDetail(
  name: string,
  say: (key: MessageKey, params?: Record<string, string>) => string,
): string {
  const key = name.slice(0, -1);
  const gap = { what: '…', target: '…', lang: '…', tag: '…', op: '', value: '…' };
  if (key === 'match-case' || key === 'ignore-case') return '';
  return say(key === 'lang' ? 'meaning.code' : (`meaning.${key}` as MessageKey), gap);
}
