import { useMemo } from 'react';
import { neighbours, type Picture, pictureOf } from '../../graph/picture.ts';
import { useWords } from '../../i18n/words.ts';
import { useActions } from '../../state/actions.ts';
import { useSession } from '../../state/session.ts';
import { List } from '../../ui/list.tsx';
import { type Graph, openNode } from './open-node.ts';

/** Names of neighbours in a row. */
const mostNames = 12;

/** The graph in words, a row a node: for those who cannot see it, and where it cannot be drawn. */
export function GraphTable({ graph, note }: { graph: Graph; note: string | undefined }) {
  const words = useWords();
  const actions = useActions();
  const session = useSession();
  const picture = useMemo(() => pictureOf({ ...graph.nodes, edges: graph.edges, allTopics: false }), [graph]);
  const rows = useMemo(() => [...picture.order], [picture]);
  return (
    <div className="graph-table">
      {note && <p role="status">{note}</p>}
      <div className="graph-row graph-head" aria-hidden="true">
        <span>{words.t('graph.table-name')}</span>
        <span>{words.t('graph.table-kind')}</span>
        <span>{words.t('graph.table-count')}</span>
        <span>{words.t('graph.table-joined')}</span>
      </div>
      <List
        label={words.t('place.graph')}
        items={rows}
        itemKey={(node) => graph.nodes.keys[node] ?? ''}
        itemText={(node) => graph.nodes.names[node] ?? ''}
        rowHeight={32}
        onPick={(node, options) => openNode(actions, session, graph, node, options)}
        row={(node) => <Row graph={graph} picture={picture} node={node} />}
      />
    </div>
  );
}

function Row({ graph: { nodes }, picture, node }: { graph: Graph; picture: Picture; node: number }) {
  const words = useWords();
  const around = [...neighbours(picture, node)];
  const best = around.sort(
    (a, b) => (picture.degrees[b] as number) - (picture.degrees[a] as number) || a - b,
  );
  const names = best.slice(0, mostNames).map((other) => nodes.names[other]);
  const more = around.length - names.length;
  const shown = names.join(' · ') + (more > 0 ? ` · ${words.t('graph.table-more', { n: more })}` : '');
  return (
    <div className="graph-row">
      <span className="truncate" title={nodes.keys[node]}>
        {nodes.names[node]}
      </span>
      <span className="muted">{words.t(`graph.kind-${nodes.kinds[node] as 0 | 1 | 2 | 3}`)}</span>
      <span className="tabular">{words.number(around.length)}</span>
      <span className="truncate muted" title={shown}>
        {shown}
      </span>
    </div>
  );
}
