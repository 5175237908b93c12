import type { Result } from '../../../shared/contract/api.ts';
import { toErrorFrame } from '../../../shared/contract/errors.ts';
import { cutAtFault, type FaultGaps, type QueryFault, queryFaults } from '../../../shared/search/faults.ts';
import { whereOf } from '../../client/where.ts';
import { element } from './dom.ts';
import type { RenderHost } from './render-host.ts';

/** So many notes are listed. */
const most = 30;
/** Milliseconds from a change in the vault to asking again. */
const settle = 600;

type Hit = Result<'search.query'>['hits'][number];

/** The notes that a query finds, as they are now; a click opens one. */
export function drawQuery(source: string, host: RenderHost): HTMLElement {
  const query = source.trim();
  const list = element('div', 'note-query-list');
  const count = element('span', 'note-query-count');
  const words = element('code', 'note-query-words', query);
  const head = element('div', 'note-query-head', words, count);
  const frame = element('div', 'note-query', head, list);
  const say = (text: string) => list.replaceChildren(element('div', 'note-inset-empty', text));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = async () => {
    try {
      const { hits, total } = await host.client.call(
        'search.query',
        { query, limit: most },
        { signal: host.signal },
      );
      // The note that asks holds what it asks for.
      const others = hits.filter(({ path }) => path !== host.source);
      const n = total - (hits.length - others.length);
      words.textContent = query;
      count.textContent = host.t('editor.queryCount', { n });
      list.replaceChildren(...others.map((hit) => row(hit, host)));
      if (others.length === 0) say(host.t('editor.queryEmpty'));
    } catch (error) {
      if (host.signal.aborted) return;
      count.textContent = '';
      markFault(words, query, error);
      say(host.t('editor.queryFailed', { why: whyOf(error, host) }));
    }
    host.resized();
  };
  if (query === '') say(host.t('editor.queryNothing'));
  else {
    say(host.t('editor.loading'));
    void ask();
    const stop = host.client.on('vault.changed', () => {
      clearTimeout(timer);
      timer = setTimeout(() => void ask(), settle);
    });
    host.signal.addEventListener('abort', () => {
      clearTimeout(timer);
      stop();
    });
  }
  return frame;
}

/** Underlines the place of a query that cannot be read. */
function markFault(words: HTMLElement, query: string, error: unknown): void {
  const { code, data } = toErrorFrame(error);
  if (code !== 'invalid-query') return;
  const [before, wrong, after] = cutAtFault(query, data);
  words.replaceChildren(before, element('u', 'note-query-wrong', wrong || ' '), after);
}

/** What is wrong with the query, or went wrong with the search. */
function whyOf(error: unknown, host: RenderHost): string {
  const { message, data } = toErrorFrame(error);
  const { fault, gaps } = data as { fault?: QueryFault; gaps?: FaultGaps };
  return fault && fault in queryFaults ? host.t(`query.${fault}`, gaps) : message;
}

function row({ path, title, matches }: Hit, host: RenderHost): HTMLElement {
  const [first] = matches;
  const name = element('button', 'note-query-title', title);
  name.type = 'button';
  name.addEventListener('click', (event) => {
    event.stopPropagation();
    const place = { kind: 'note', form: 'wiki', target: path, source: host.source } as const;
    host.openLink({ ...place, path, line: first?.line }, { ...whereOf(event), create: false });
  });
  const made = element('div', 'note-query-row', name, element('span', 'note-query-path', path));
  for (const { text, ranges } of matches.slice(0, 3)) made.append(markedLine(text, ranges));
  return made;
}

function markedLine(text: string, ranges: readonly (readonly [number, number])[]): HTMLElement {
  const made = element('div', 'note-query-line');
  let at = 0;
  for (const [from, to] of ranges) {
    made.append(text.slice(at, from), element('mark', 'note-highlight', text.slice(from, to)));
    at = to;
  }
  made.append(text.slice(at));
  return made;
}
