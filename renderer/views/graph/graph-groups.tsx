import { X } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import {
  type GraphGroup,
  groupColours,
  mostGroups,
  newGroup,
  queryTrouble,
} from '../../state/graph-settings.ts';
import { IconButton, TextButton } from '../../ui/button.tsx';

interface GraphGroupsProps {
  groups: readonly GraphGroup[];
  onChange(groups: GraphGroup[]): void;
}

/** Searches, each with a colour for what it finds. */
export function GraphGroups({ groups, onChange }: GraphGroupsProps) {
  const words = useWords();
  /** The one that was added last: its query comes next. */
  const [added, setAdded] = useState<GraphGroup['id']>();
  const change = (at: number, part: Partial<GraphGroup>) =>
    onChange(groups.map((group, index) => (index === at ? { ...group, ...part } : group)));
  return (
    <section>
      <h3>{words.t('graph.groups')}</h3>
      {groups.length === 0 && <p className="muted">{words.t('graph.groups-help')}</p>}
      {groups.map((group, at) => {
        const trouble = queryTrouble(group.query);
        return (
          <div key={group.id} className="graph-group">
            <button
              type="button"
              className="graph-swatch"
              style={{ background: `var(--group-${group.colour})` }}
              aria-label={`${words.t('graph.group-colour', { n: at + 1 })}: ${words.t('graph.colour', { n: group.colour })}`}
              onClick={() => change(at, { colour: (group.colour % groupColours) + 1 })}
            />
            <input
              ref={(input) => {
                if (group.id !== added) return;
                input?.focus();
                setAdded(undefined);
              }}
              type="text"
              spellCheck={false}
              autoComplete="off"
              value={group.query}
              placeholder={words.t('search.placeholder')}
              aria-label={words.t('graph.group-query', { n: at + 1 })}
              aria-invalid={trouble !== undefined}
              title={trouble === undefined ? undefined : words.error(trouble)}
              onChange={(event) => change(at, { query: event.target.value })}
            />
            <IconButton
              icon={X}
              size={14}
              label={words.t('graph.remove-group', { n: at + 1 })}
              onClick={() => onChange(groups.filter((_, index) => index !== at))}
            />
          </div>
        );
      })}
      {groups.length < mostGroups && (
        <TextButton
          onClick={() => {
            const group = newGroup(groups);
            setAdded(group.id);
            onChange([...groups, group]);
          }}
        >
          {words.t('graph.add-group')}
        </TextButton>
      )}
    </section>
  );
}
