import type { Result } from '../../../shared/contract/api.ts';
import type { MessageKey } from '../../i18n/messages.ts';
import { useWords } from '../../i18n/words.ts';
import { filterEntries, type TimelineFilter } from '../../state/timeline.ts';
import { TextButton } from '../../ui/button.tsx';
import { useDialogs } from '../../ui/dialog-host.tsx';
import { LinkAllDialog } from './link-all-dialog.tsx';

interface TimelineFiltersProps {
  topic: Result<'topic.read'>;
  filter: TimelineFilter;
  onFilter(filter: TimelineFilter): void;
  today: string;
}

const filters: { id: TimelineFilter; label: MessageKey }[] = [
  { id: 'all', label: 'topic.all' },
  { id: 'unlinked', label: 'topic.unlinked' },
  { id: 'code', label: 'topic.with-code' },
  { id: 'year', label: 'topic.this-year' },
];

export function TimelineFilters({ topic, filter, onFilter, today }: TimelineFiltersProps) {
  const words = useWords();
  const dialogs = useDialogs();
  const count = (id: TimelineFilter) => filterEntries(topic.entries, id, today).length;
  const linkAll = () =>
    dialogs.show((close) => <LinkAllDialog target={topic.path} name={topic.name} onClose={close} />);
  return (
    <div className="filters">
      {filters.map(({ id, label }) => (
        <button
          key={id}
          type="button"
          className="filter"
          aria-pressed={filter === id}
          disabled={id !== 'all' && count(id) === 0}
          onClick={() => onFilter(id)}
        >
          {words.t(label)} {id !== 'all' && <span className="tabular">{words.number(count(id))}</span>}
        </button>
      ))}
      {count('unlinked') > 0 && <TextButton onClick={linkAll}>{words.t('topic.link-all')}</TextButton>}
    </div>
  );
}
