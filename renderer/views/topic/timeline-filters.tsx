import { ChevronDown } from 'lucide-react';
import type { Result } from '../../../shared/contract/api.ts';
import { useLive, withSettings } from '../../client/live-query.ts';
import type { MessageKey } from '../../i18n/messages.ts';
import { useWords } from '../../i18n/words.ts';
import {
  type Entry,
  entryFolders,
  everything,
  filterEntries,
  type Narrowing,
  type Surroundings,
  type TimelineFilter,
} from '../../state/timeline.ts';
import { TextButton } from '../../ui/button.tsx';
import { useDialogs } from '../../ui/dialog-host.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useMenu } from '../../ui/menu.tsx';
import { IgnoredDialog } from './ignored-dialog.tsx';
import { LinkAllDialog } from './link-all-dialog.tsx';

type Topic = Result<'topic.read'>;

interface TimelineFiltersProps {
  topic: Topic;
  narrowing: Narrowing;
  onNarrow(narrowing: Narrowing): void;
  around: Surroundings;
  /** Whether there is a blog at all. */
  blog: boolean;
}

const filters: { id: TimelineFilter; label: MessageKey }[] = [
  { id: 'all', label: 'topic.all' },
  { id: 'unlinked', label: 'topic.unlinked' },
  { id: 'linked', label: 'topic.linked' },
  { id: 'code', label: 'topic.with-code' },
  { id: 'year', label: 'topic.this-year' },
  { id: 'published', label: 'publish.state.published' },
];

export function TimelineFilters({ topic, narrowing, onNarrow, around, blog }: TimelineFiltersProps) {
  const words = useWords();
  const count = (part: Partial<Narrowing>, rest = narrowing) =>
    filterEntries(topic.entries, { ...rest, ...part }, around).length;
  const shown = filters
    .filter(({ id }) => id !== 'published' || blog)
    .map(({ id, label }) => ({ id, label, n: count({ filter: id }) }));
  return (
    <div className="filters">
      {shown.map(({ id, label, n }) => (
        <button
          key={id}
          type="button"
          className="filter"
          aria-pressed={narrowing.filter === id}
          disabled={id !== 'all' && n === 0 && narrowing.filter !== id}
          onClick={() => onNarrow({ ...narrowing, filter: id })}
        >
          {words.t(label)} {id !== 'all' && <span className="tabular">{words.number(n)}</span>}
        </button>
      ))}
      <FolderFilter
        entries={topic.entries}
        narrowing={narrowing}
        onNarrow={onNarrow}
        count={(folder) => count({ folder })}
      />
      <Acts topic={topic} unlinked={count({ filter: 'unlinked' }, everything)} />
    </div>
  );
}

interface FolderFilterProps {
  entries: readonly Entry[];
  narrowing: Narrowing;
  onNarrow(narrowing: Narrowing): void;
  /** How many would be shown of a folder. */
  count(folder: string): number;
}

/** Only what stands in one folder. */
function FolderFilter({ entries, narrowing, onNarrow, count }: FolderFilterProps) {
  const words = useWords();
  const openMenu = useMenu();
  const folders = entryFolders(entries);
  const { folder } = narrowing;
  if (folders.length < 2 && folder === undefined) return null;
  const name = (path: string) => (path === '' ? words.t('topic.top-folder') : path);
  const choose = (next: string | undefined) => onNarrow({ ...narrowing, folder: next });
  return (
    <button
      type="button"
      className="filter filter-menu"
      aria-haspopup="menu"
      aria-pressed={folder !== undefined}
      onClick={(event) =>
        openMenu(event.currentTarget.getBoundingClientRect(), [
          { label: words.t('topic.every-folder'), run: () => choose(undefined) },
          'line',
          ...folders.map((one) => ({
            label: name(one),
            hint: words.number(count(one)),
            run: () => choose(one),
          })),
        ])
      }
    >
      <span className="truncate">{folder === undefined ? words.t('topic.folder') : name(folder)}</span>
      <Icon of={ChevronDown} size={13} />
    </button>
  );
}

function Acts({ topic, unlinked }: { topic: Topic; unlinked: number }) {
  const words = useWords();
  const dialogs = useDialogs();
  const { path, name } = topic;
  const aside = useLive('mention.ignored', { target: path }, withSettings);
  const asides = (aside.data?.names.length ?? 0) + (aside.data?.places.length ?? 0);
  return (
    <span className="filter-acts">
      {asides > 0 && (
        <TextButton
          look="quiet"
          onClick={() => dialogs.show((close) => <IgnoredDialog target={path} name={name} onClose={close} />)}
        >
          {words.t('topic.ignored', { n: asides })}
        </TextButton>
      )}
      {unlinked > 0 && (
        <TextButton
          onClick={() => dialogs.show((close) => <LinkAllDialog target={path} name={name} onClose={close} />)}
        >
          {words.t('topic.link-all')}
        </TextButton>
      )}
    </span>
  );
}
