import { Maximize, Minus, Plus } from 'lucide-react';
import { type HTMLAttributes, type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react';
import { type Where, whereOf } from '../../client/where.ts';
import type { Way } from '../../graph/walk.ts';
import { useWords } from '../../i18n/words.ts';
import { useActions } from '../../state/actions.ts';
import { useSession } from '../../state/session.ts';
import { IconButton, TextButton } from '../../ui/button.tsx';
import { useMenu } from '../../ui/menu.tsx';
import { useFocusOnOpen } from '../../ui/use-focus-on-open.ts';
import { type Graph, openNode } from './open-node.ts';
import { type GraphSceneProps, useGraphScene } from './use-graph-scene.ts';

interface GraphCanvasProps extends GraphSceneProps {
  /** No line is there: mentions would make some. */
  onMentions: (() => void) | undefined;
}

const ways: Record<string, Way> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};
/** One press of a zoom key. */
const step = 1.4;
/** Pixels that Shift and an arrow move the view. */
const panStep = 80;

/** The graph as it is drawn, for pointer and keys. */
export function GraphCanvas(props: GraphCanvasProps) {
  const { graph } = props;
  const words = useWords();
  const actions = useActions();
  const openMenu = useMenu();
  const session = useSession();
  const stage = useRef<HTMLDivElement>(null);
  useFocusOnOpen(stage);
  const canvas = useRef<HTMLCanvasElement>(null);
  const overlay = useRef<HTMLCanvasElement>(null);
  const [current, setCurrent] = useState(-1);
  const { scene, progress, failed, walk, first } = useGraphScene(
    { stage, canvas, overlay },
    props,
    (node, options) => openNode(actions, session, graph, node, options),
  );
  const counts = graph.nodes.keys.length;
  useEffect(() => setCurrent((now) => (now < counts ? now : -1)), [counts]);

  function choose(node: number | undefined) {
    if (node === undefined || node < 0) return;
    setCurrent(node);
    scene.current?.choose(node);
    scene.current?.reveal(node);
  }

  function onKeyDown(event: KeyboardEvent) {
    const { key } = event;
    const way = ways[key];
    if (way && event.shiftKey) pan(way);
    else if (way) choose(current < 0 ? first() : walk(current, way));
    else if (key === 'Home') choose(first());
    else if (key === '+' || key === '=') scene.current?.zoom(step, undefined, true);
    else if (key === '-') scene.current?.zoom(1 / step, undefined, true);
    else if (key === '0') scene.current?.fit(true);
    else if (key === 'Enter' && current >= 0) openNode(actions, session, graph, current, whereOf(event));
    else if (key === 'Escape' && current >= 0) {
      setCurrent(-1);
      scene.current?.choose(-1);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function pan(way: Way) {
    const [x, y] = { left: [1, 0], right: [-1, 0], up: [0, 1], down: [0, -1] }[way] as [number, number];
    scene.current?.pan(x * panStep, y * panStep);
  }

  function onMenu(event: MouseEvent) {
    const box = stage.current?.getBoundingClientRect();
    const node = box ? (scene.current?.at(event.clientX - box.left, event.clientY - box.top) ?? -1) : -1;
    if (node < 0) return;
    event.preventDefault();
    const path = graph.nodes.keys[node] ?? '';
    const open = (where: Where) => () => openNode(actions, session, graph, node, where);
    openMenu({ x: event.clientX, y: event.clientY }, [
      { label: words.t('topic.open-note'), run: open({}) },
      { label: words.t('explorer.open-tab'), run: open({ newTab: true }) },
      { label: words.t('explorer.open-beside'), run: open({ beside: true }) },
      ...(graph.nodes.kinds[node] === 0
        ? ([
            'line',
            { label: words.t('topic.open'), run: () => actions.show({ kind: 'topic', path }) },
            { label: words.t('command.graph-around'), run: () => actions.show({ kind: 'around', path }) },
          ] as const)
        : []),
    ]);
  }

  /** One thing that takes keys, as an application does: no element is a graph. */
  const stageProps: HTMLAttributes<HTMLDivElement> = {
    role: 'application',
    tabIndex: 0,
    'aria-label': words.t('graph.label', { notes: words.t('graph.notes', { n: graph.nodes.keys.length }) }),
    onKeyDown,
    onContextMenu: onMenu,
  };

  return (
    <>
      <div ref={stage} className="graph-stage" data-ring="inside" data-rest={progress === 1} {...stageProps}>
        <canvas ref={canvas} />
        <canvas ref={overlay} />
      </div>
      <div className="visually-hidden" aria-live="polite">
        {current >= 0 && <At graph={graph} node={current} />}
      </div>
      <div className="graph-zoom">
        <IconButton
          icon={Plus}
          label={words.t('graph.zoom-in')}
          hint="+"
          onClick={() => scene.current?.zoom(step, undefined, true)}
        />
        <IconButton
          icon={Minus}
          label={words.t('graph.zoom-out')}
          hint="-"
          onClick={() => scene.current?.zoom(1 / step, undefined, true)}
        />
        <IconButton
          icon={Maximize}
          label={words.t('graph.fit')}
          hint="0"
          onClick={() => scene.current?.fit(true)}
        />
      </div>
      <Status graph={graph} progress={progress} failed={failed} onMentions={props.onMentions} />
    </>
  );
}

/** The node that the keys are at, for those who hear it. */
function At({ graph, node }: { graph: Graph; node: number }) {
  const words = useWords();
  const others = new Set<number>();
  for (let at = 0; at < graph.edges.length; at += 3) {
    const [from, to] = [graph.edges[at] as number, graph.edges[at + 1] as number];
    if (from === node) others.add(to);
    if (to === node) others.add(from);
  }
  const kind = words.t(`graph.kind-${graph.nodes.kinds[node] as 0 | 1 | 2 | 3}`);
  return words.t('graph.at', { name: graph.nodes.names[node] ?? '', kind, n: others.size });
}

interface StatusProps {
  graph: Graph;
  progress: number;
  failed: boolean;
  onMentions: (() => void) | undefined;
}

function Status({ graph, progress, failed, onMentions }: StatusProps) {
  const words = useWords();
  const { kinds } = graph.nodes;
  const notes = kinds.every((kind) => kind === 0);
  const parts = [
    words.t(notes ? 'graph.notes' : 'graph.nodes', { n: kinds.length }),
    words.t('graph.lines', { n: graph.edges.length / 3 }),
    graph.left > 0 ? words.t('graph.left', { n: graph.left }) : '',
  ].filter(Boolean);
  return (
    <div className="graph-status tabular">
      <span>{parts.join(' · ')}</span>
      {onMentions && graph.edges.length === 0 && (
        <TextButton onClick={onMentions}>{words.t('graph.count-mentions')}</TextButton>
      )}
      {failed && <span role="alert">{words.t('graph.failed')}</span>}
      {!failed && progress < 1 && (
        <span className="graph-progress">
          <progress
            value={progress}
            max={1}
            aria-label={words.t('graph.arranging', { percent: Math.round(progress * 100) })}
          />
          {words.t('graph.arranging', { percent: Math.round(progress * 100) })}
        </span>
      )}
    </div>
  );
}
