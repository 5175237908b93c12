import { SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import { useLive, withSettings } from '../../client/live-query.ts';
import { useWords } from '../../i18n/words.ts';
import { useActions } from '../../state/actions.ts';
import { type GraphSettings, graphParams } from '../../state/graph-settings.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Answered, Empty } from '../../ui/state.tsx';
import { useDelayed } from '../../ui/use-delayed.ts';
import { PageBar } from '../window/page-bar.tsx';
import './graph.css';
import { GraphCanvas } from './graph-canvas.tsx';
import { GraphPanel } from './graph-panel.tsx';
import { GraphTable } from './graph-table.tsx';
import { type ChangeGraph, useGraphSettings } from './use-graph-settings.ts';

/** Milliseconds after the last change of a filter before it is asked for. */
const delay = 200;

/** The notes of the vault and what joins them, or what lies around one note. */
export function GraphView({ path }: { path?: string }) {
  const words = useWords();
  const [settings, change] = useGraphSettings();
  return (
    <>
      <PageBar place={path === undefined ? { kind: 'graph' } : { kind: 'around', path }}>
        {settings && (
          <>
            <Choice<GraphSettings['view']>
              label={words.t('graph.view')}
              options={[
                { value: 'graph', label: words.t('graph.as-graph') },
                { value: 'table', label: words.t('graph.as-table') },
              ]}
              value={settings.view}
              onChange={(view) => change((now) => ({ ...now, view }))}
            />
            <IconButton
              icon={SlidersHorizontal}
              label={words.t('graph.panel')}
              pressed={settings.panel}
              onClick={() => change((now) => ({ ...now, panel: !now.panel }))}
            />
          </>
        )}
      </PageBar>
      {settings && <GraphPage path={path} settings={settings} change={change} />}
    </>
  );
}

interface GraphPageProps {
  path: string | undefined;
  settings: GraphSettings;
  change: ChangeGraph;
}

function GraphPage({ path, settings, change }: GraphPageProps) {
  const words = useWords();
  const [drawable, setDrawable] = useState(true);
  const params = useDelayed(JSON.stringify(graphParams(settings, path)), delay);
  const scope = path === undefined ? 'whole' : 'around';
  const { by, mentions } = settings[scope];
  const onMentions = () => change((now) => ({ ...now, [scope]: { ...now[scope], mentions: true } }));
  const answer = useLive('graph.read', JSON.parse(params), { ...withSettings, keep: true });
  return (
    <div className="graph">
      <Answered answer={answer} size="page">
        {(graph) =>
          graph.nodes.keys.length === 0 ? (
            <NoGraph path={path} settings={settings} change={change} />
          ) : settings.view === 'table' || !drawable ? (
            <GraphTable graph={graph} note={drawable ? undefined : words.t('graph.no-webgl')} />
          ) : (
            <GraphCanvas
              graph={graph}
              scope={path ?? ''}
              settings={settings}
              allTopics={by === 'topic'}
              onMentions={by === 'link' && !mentions ? onMentions : undefined}
              onNotDrawable={() => setDrawable(false)}
            />
          )
        }
      </Answered>
      {settings.panel && <GraphPanel around={path !== undefined} settings={settings} change={change} />}
    </div>
  );
}

/** Nothing to draw: why, and a way out. */
function NoGraph({ path, settings, change }: GraphPageProps) {
  const words = useWords();
  const actions = useActions();
  const scope = path === undefined ? 'whole' : 'around';
  const filtered = settings[scope].query.trim() !== '';
  const set = (part: object) => change((now) => ({ ...now, [scope]: { ...now[scope], ...part } }));
  const lonely = path === undefined && !settings.whole.orphans && settings.whole.by === 'link';
  return (
    <Empty
      size="page"
      text={words.t(filtered ? 'graph.empty-filter' : 'graph.empty')}
      actions={
        filtered ? (
          <Button onClick={() => set({ query: '' })}>{words.t('graph.clear-filter')}</Button>
        ) : lonely ? (
          <Button onClick={() => set({ orphans: true })}>{words.t('graph.show-orphans')}</Button>
        ) : (
          <Button onClick={() => void actions.create()}>{words.t('command.new-note')}</Button>
        )
      }
    />
  );
}
