import { useMemo } from 'react';
import type { Diagnostic, PlanEntry } from '../../../shared/contract/api.ts';
import { reasonWords } from '../../../shared/words/plan-words.ts';
import { useWords, type Words } from '../../i18n/words.ts';
import { countSeverity, entryKey, type PlanGroups, type SkippedGroup } from '../../state/publish.ts';
import { List } from '../../ui/list.tsx';
import { entryName } from './plan-words.ts';

type Row =
  | { kind: 'title'; key: string; text: string }
  | { kind: 'entry'; key: string; entry: PlanEntry; skipped?: SkippedGroup };

interface PlanListProps {
  groups: PlanGroups;
  diagnostics: readonly Diagnostic[];
  selected: string | undefined;
  onSelect(entry: PlanEntry): void;
}

export function PlanList({ groups, diagnostics, selected, onSelect }: PlanListProps) {
  const words = useWords();
  const rows = useMemo(() => toRows(groups, words), [groups, words]);
  return (
    <div className="plan-list">
      <List
        label={words.t('publish.plan')}
        items={rows}
        rowHeight={50}
        heightOf={(row) => (row.kind === 'title' ? 34 : 50)}
        itemKey={(row) => row.key}
        itemText={(row) => (row.kind === 'entry' ? entryName(row.entry) : '')}
        selected={selected}
        onPick={(row) => row.kind === 'entry' && onSelect(row.entry)}
        row={(row) =>
          row.kind === 'title' ? (
            <h2 className="section-title">{row.text}</h2>
          ) : (
            <PlanRow row={row} selected={row.key === selected} diagnostics={diagnostics} />
          )
        }
      />
    </div>
  );
}

interface PlanRowProps {
  row: Extract<Row, { kind: 'entry' }>;
  selected: boolean;
  diagnostics: readonly Diagnostic[];
}

function PlanRow({ row: { entry, skipped }, selected, diagnostics }: PlanRowProps) {
  const words = useWords();
  const many = skipped !== undefined && skipped.count > 1;
  const counts = countSeverity(diagnostics, entry.source ?? '');
  const problems = counts.errors + counts.warnings;
  const label = words.t(`publish.action.${entry.action}`);
  return (
    <div className="plan-row" data-selected={selected}>
      <span className="plan-sign" data-action={entry.action} title={label} role="img" aria-label={label}>
        {signs[entry.action]}
      </span>
      <span className="plan-name truncate">
        {many ? `${skipped.folder || words.t('explorer.root')}/` : entryName(entry)}
      </span>
      {!skipped && problems > 0 && (
        <span
          className="plan-problems"
          data-bad={counts.errors > 0}
          title={words.t('publish.problems', { n: problems })}
        >
          {problems}
        </span>
      )}
      <small className="truncate">
        {many && words.t('publish.skipped-notes', { n: skipped.count })}
        {entry.reason === undefined ? entry.path : reasonWords(entry.reason, words.t)}
      </small>
    </div>
  );
}

const signs: Record<PlanEntry['action'], string> = {
  create: '+',
  update: '~',
  rename: '→',
  delete: '−',
  unchanged: '=',
  skip: '·',
  blocked: '!',
  'blog-edited': '!',
  conflict: '!',
};

function toRows(groups: PlanGroups, words: Words): Row[] {
  const rows: Row[] = [];
  const title = (key: 'changes' | 'decide' | 'skipped', n: number) => {
    if (n > 0) rows.push({ kind: 'title', key, text: words.t(`publish.group.${key}`, { n }) });
  };
  const add = (entry: PlanEntry, skipped?: SkippedGroup) =>
    rows.push({ kind: 'entry', key: entryKey(entry), entry, skipped });
  title('decide', groups.decide.length);
  for (const entry of groups.decide) add(entry);
  title('changes', groups.changes.length);
  for (const entry of groups.changes) add(entry);
  const skipped = groups.skipped.reduce((sum, { count }) => sum + count, 0);
  title('skipped', skipped);
  for (const group of groups.skipped) {
    const [first] = group.entries;
    if (first) add(first, group);
  }
  if (groups.unchanged > 0) {
    rows.push({
      kind: 'title',
      key: 'unchanged',
      text: words.t('publish.group.unchanged', { n: groups.unchanged }),
    });
  }
  return rows;
}
