import { useMemo } from 'react';
import { useLive } from '../../client/live-query.ts';
import { en } from '../../i18n/en.ts';
import { useWords } from '../../i18n/words.ts';
import { useCommands } from '../../state/command-context.ts';
import { showChord } from '../../state/commands.ts';
import { isMac, useHost } from '../../state/host.ts';
import {
  hasExactName,
  lookedAt,
  noteRow,
  type PaletteRow,
  rankTexts,
  recentFirst,
} from '../../state/palette.ts';
import { clipAround } from '../../state/search-rows.ts';
import { type PaletteMode, useSession } from '../../state/session.ts';
import { useStore } from '../../state/store.ts';
import { useDelayed } from '../../ui/use-delayed.ts';
import { usePlaceName } from '../window/place-name.ts';

/** Notes looked at that come before those changed last. */
const mostLookedAt = 10;

export interface PaletteAnswer {
  rows: readonly PaletteRow[];
  /** The rows are those of an earlier query still. */
  waiting: boolean;
  /** Why notes could not be looked for. */
  error: unknown;
}

/** The rows for what was typed, section by section. */
export function usePaletteRows(mode: PaletteMode, query: string): PaletteAnswer {
  const wantsNotes = mode === 'notes' || mode === 'all';
  const limit = mode === 'notes' ? 50 : 8;
  const notes = useLive('switch.query', wantsNotes ? { query, limit } : undefined, { keep: true });
  const commands = useCommandRows(
    mode === 'commands' || (mode === 'all' && query !== '') ? query : undefined,
  );
  const tabs = useTabRows(mode === 'tabs' ? query : undefined);
  const topics = useTopicRows(mode === 'all' ? query : undefined);
  const matches = useMatchRows(mode === 'all' && !query.includes('#') ? query : '');
  const symbols = useSymbolRows(mode === 'symbols' ? query : undefined);
  const looked = useLookedAt(wantsNotes && query === '');
  const found = useMemo(
    () => (query === '' ? recentFirst(notes.data ?? [], looked.paths).slice(0, limit) : notes.data),
    [notes.data, looked.paths, query, limit],
  );

  const rows = useMemo(() => {
    const list: PaletteRow[] = [...tabs, ...symbols, ...(wantsNotes ? (found ?? []).map(noteRow) : [])];
    const section = (key: string, some: readonly PaletteRow[]) => {
      if (some.length > 0) list.push({ kind: 'title', key }, ...some);
    };
    if (mode === 'commands') list.push(...commands);
    if (mode === 'all') {
      section('topics', topics);
      section('text', matches);
      section('commands', commands.slice(0, 4));
    }
    const known = wantsNotes && !notes.error;
    if (known && query !== '' && !query.includes('#') && !hasExactName(found ?? [], query)) {
      list.push({ kind: 'create', key: 'create', name: query });
    }
    if (mode === 'all' && query !== '') list.push({ kind: 'search', key: 'search', query });
    return list;
  }, [mode, wantsNotes, notes.error, found, commands, tabs, symbols, topics, matches, query]);

  return { rows, waiting: wantsNotes && (notes.loading || looked.loading), error: notes.error };
}

/** Notes that were looked at and are still there, where they are wanted. */
function useLookedAt(wanted: boolean): { paths: readonly string[]; loading: boolean } {
  const { workspace } = useSession();
  const { history, at } = useStore(workspace);
  const paths = useMemo(() => lookedAt({ history, at }, mostLookedAt), [history, at]);
  const targets = paths.map((path) => ({ target: `/${path}`, kind: 'wiki' as const }));
  const there = useLive('link.resolveAll', wanted && paths.length > 0 ? { source: '', targets } : undefined);
  const known = useMemo(() => {
    const found = new Set(there.data);
    return paths.filter((path) => found.has(path));
  }, [paths, there.data]);
  return { paths: known, loading: there.loading };
}

function useCommandRows(query: string | undefined): readonly PaletteRow[] {
  const words = useWords();
  const commands = useCommands();
  const mac = isMac(useHost());
  return useMemo(() => {
    if (query === undefined) return [];
    const now = commands.filter((command) => !command.hidden && (command.when?.() ?? true));
    return rankTexts(now, query, (command) => [words.t(command.title), english(command.title)]).map(
      ({ item, ranges }) => ({
        kind: 'command' as const,
        key: `command ${item.id}`,
        id: item.id,
        text: words.t(item.title),
        ranges,
        chord: item.keys?.[0] && showChord(item.keys[0], mac),
      }),
    );
  }, [query, commands, words, mac]);
}

function english(key: keyof typeof en): string {
  const message = en[key];
  return typeof message === 'string' ? message : message.other;
}

function useTabRows(query: string | undefined): readonly PaletteRow[] {
  const { workspace } = useSession();
  const { tabs, active } = useStore(workspace);
  const nameOf = usePlaceName();
  return useMemo(() => {
    if (query === undefined) return [];
    const others = [...tabs].sort((a, b) => Number(a.id === active) - Number(b.id === active));
    return rankTexts(others, query, (tab) => [nameOf(tab.place)]).map(({ item, ranges }) => ({
      kind: 'tab' as const,
      key: `tab ${item.id}`,
      id: item.id,
      text: nameOf(item.place),
      ranges,
      topic: item.place.kind === 'topic',
    }));
  }, [query, tabs, active, nameOf]);
}

/** Headings of the note in front. */
function useSymbolRows(query: string | undefined): readonly PaletteRow[] {
  const { workspace } = useSession();
  const { tabs, active } = useStore(workspace);
  const place = tabs.find(({ id }) => id === active)?.place;
  const path = query !== undefined && place?.kind === 'note' ? place.path : undefined;
  const facts = useLive('note.facts', path === undefined ? undefined : { path }, { keep: true });
  return useMemo(() => {
    if (query === undefined || path === undefined) return [];
    return rankTexts(facts.data?.headings ?? [], query, ({ text }) => [text]).map(({ item, ranges }) => ({
      kind: 'note' as const,
      key: `symbol ${item.line}`,
      path,
      text: item.text,
      ranges,
      name: undefined,
      folder: '#'.repeat(item.level),
      via: 'name' as const,
      line: item.line,
    }));
  }, [query, path, facts.data]);
}

const topicParams = { limit: 500 };

function useTopicRows(query: string | undefined): readonly PaletteRow[] {
  const topics = useLive('topic.list', query ? topicParams : undefined, { keep: true });
  return useMemo(() => {
    if (!query) return [];
    const fits = rankTexts(topics.data ?? [], query, (topic) => [topic.name]).filter(
      ({ ranges }) => ranges.length === 1,
    );
    return fits.slice(0, 3).map(({ item, ranges }) => ({
      kind: 'topic' as const,
      key: `topic ${item.path}`,
      path: item.path,
      text: item.name,
      ranges,
      count: item.linked + item.mentions,
    }));
  }, [query, topics.data]);
}

/** A search of the text begins this long (ms) after the last key. */
const delay = 150;

function useMatchRows(query: string): readonly PaletteRow[] {
  const wanted = useDelayed(query, delay);
  const params = wanted ? { query: wanted, limit: 4 } : undefined;
  const answer = useLive('search.query', params, { keep: true });
  return useMemo(() => {
    if (!query || answer.error) return [];
    return (answer.data?.hits ?? []).flatMap((hit) => {
      const [match] = hit.matches;
      if (!match) return [];
      const clip = clipAround(match.text, match.ranges, 90);
      return [
        {
          kind: 'match' as const,
          key: `match ${hit.path}`,
          path: hit.path,
          title: hit.title,
          line: match.line,
          ...clip,
        },
      ];
    });
  }, [query, answer.data, answer.error]);
}
