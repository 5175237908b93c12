import { useId, useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import {
  type GraphFilter,
  type GraphSettings,
  queryTrouble,
  usualGraph,
} from '../../state/graph-settings.ts';
import { TextButton } from '../../ui/button.tsx';
import { Choice, Switch, type SwitchProps } from '../../ui/choice.tsx';
import { QueryBox } from '../search/query-box.tsx';
import { GraphGroups } from './graph-groups.tsx';
import type { ChangeGraph } from './use-graph-settings.ts';

interface GraphPanelProps {
  around: boolean;
  settings: GraphSettings;
  change: ChangeGraph;
}

/** What of the graph is shown, and how. */
export function GraphPanel({ around, settings, change }: GraphPanelProps) {
  const words = useWords();
  const scope = around ? 'around' : 'whole';
  const filter = settings[scope];
  const trouble = queryTrouble(filter.query);
  const set = (part: Partial<GraphSettings['whole'] & GraphSettings['around']>) =>
    change((now) => ({ ...now, [scope]: { ...now[scope], ...part } }));
  return (
    <aside className="graph-panel" aria-label={words.t('graph.panel')}>
      <section>
        <h3>{words.t('graph.by')}</h3>
        <Choice<GraphFilter['by']>
          label={words.t('graph.by')}
          options={[
            { value: 'link', label: words.t('graph.by-link') },
            { value: 'topic', label: words.t('graph.by-topic') },
          ]}
          value={filter.by}
          onChange={(by) => set({ by })}
        />
        {filter.by === 'topic' && <p className="muted">{words.t('graph.by-topic-help')}</p>}
        {around && <Around filter={settings.around} set={set} />}
        {filter.by === 'link' && <Kinds around={around} settings={settings} set={set} />}
      </section>
      <section>
        <h3>{words.t('graph.filter')}</h3>
        <QueryBox
          query={filter.query}
          label={words.t('graph.filter')}
          placeholder={words.t('graph.filter-placeholder')}
          onQuery={(query) => set({ query })}
        />
        {trouble !== undefined && <p role="alert">{words.error(trouble)}</p>}
      </section>
      <GraphGroups groups={settings.groups} onChange={(groups) => change((now) => ({ ...now, groups }))} />
      <Look settings={settings} change={change} />
      <Legend by={filter.by} />
    </aside>
  );
}

type SetFilter = (part: Partial<GraphSettings['whole'] & GraphSettings['around']>) => void;

function Around({ filter, set }: { filter: GraphSettings['around']; set: SetFilter }) {
  const words = useWords();
  return (
    <>
      <Line label={words.t('graph.depth')}>
        <Choice
          label={words.t('graph.depth')}
          options={(['1', '2', '3'] as const).map((value) => ({ value, label: value }))}
          value={`${filter.depth}` as const}
          onChange={(depth) => set({ depth: Number(depth) as 1 | 2 | 3 })}
        />
      </Line>
      {filter.by === 'link' && (
        <Choice
          label={words.t('graph.direction')}
          options={(['both', 'out', 'in'] as const).map((value) => ({
            value,
            label: words.t(`graph.${value}`),
          }))}
          value={filter.direction}
          onChange={(direction) => set({ direction })}
        />
      )}
    </>
  );
}

const kinds = ['mentions', 'unresolved', 'tags', 'attachments'] as const;

function Kinds({ around, settings, set }: { around: boolean; settings: GraphSettings; set: SetFilter }) {
  const words = useWords();
  const filter = settings[around ? 'around' : 'whole'];
  return (
    <>
      {kinds.map((kind) => (
        <SwitchLine
          key={kind}
          label={words.t(`graph.${kind}`)}
          checked={filter[kind]}
          onChange={(on) => set({ [kind]: on })}
        />
      ))}
      {!around && (
        <SwitchLine
          label={words.t('graph.orphans')}
          checked={settings.whole.orphans}
          onChange={(orphans) => set({ orphans })}
        />
      )}
    </>
  );
}

const measures = ['nodeSize', 'distance', 'repel'] as const;
const measureNames = {
  nodeSize: 'graph.node-size',
  distance: 'graph.distance',
  repel: 'graph.repel',
} as const;

function Look({ settings, change }: Omit<GraphPanelProps, 'around'>) {
  const words = useWords();
  const { nodeSize, distance, repel, labels } = usualGraph;
  const usual = { nodeSize, distance, repel, labels };
  const isUsual = Object.entries(usual).every(
    ([key, value]) => settings[key as keyof typeof usual] === value,
  );
  return (
    <section>
      <h3>
        {words.t('graph.look')}
        {!isUsual && (
          <TextButton look="quiet" onClick={() => change((now) => ({ ...now, ...usual }))}>
            {words.t('graph.usual')}
          </TextButton>
        )}
      </h3>
      <SwitchLine
        label={words.t('graph.labels')}
        checked={settings.labels}
        onChange={(on) => change((now) => ({ ...now, labels: on }))}
      />
      {measures.map((measure) => (
        <Measure
          key={measure}
          label={words.t(measureNames[measure])}
          value={settings[measure]}
          onChange={(value) => change((now) => ({ ...now, [measure]: value }))}
        />
      ))}
    </section>
  );
}

/** A share of what is usual, from a quarter to four times; in the middle it is the usual. */
function Measure({
  label,
  value,
  onChange,
}: {
  label: string;
  value: number;
  onChange(value: number): void;
}) {
  const id = useId();
  return (
    <div className="graph-line">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="range"
        min={-2}
        max={2}
        step={0.25}
        value={Math.log2(value)}
        onChange={(event) => onChange(2 ** Number(event.target.value))}
      />
    </div>
  );
}

/** Its name turns it too. */
function SwitchLine(props: SwitchProps) {
  const id = useId();
  return (
    <div className="graph-line">
      <label htmlFor={id}>{props.label}</label>
      <Switch {...props} id={id} />
    </div>
  );
}

function Line({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="graph-line">
      <span aria-hidden="true">{label}</span>
      {children}
    </div>
  );
}

/** Nothing is told by colour alone: each kind has its shape. */
function Legend({ by }: { by: GraphFilter['by'] }) {
  const words = useWords();
  const [open, setOpen] = useState(false);
  const entries = [
    ['topic', words.t('graph.topic')],
    ['note', words.t('graph.kind-0')],
    ['missing', words.t('graph.kind-2')],
    ['tag', words.t('graph.kind-3')],
    ['attachment', words.t('graph.kind-1')],
  ] as const;
  return (
    <section>
      <h3>
        <TextButton look="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
          {words.t('graph.legend')}
        </TextButton>
      </h3>
      {open && (
        <ul className="graph-legend">
          {entries.slice(0, by === 'topic' ? 1 : undefined).map(([kind, name]) => (
            <li key={kind}>
              <i className="graph-sign" data-kind={kind} />
              {name}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
