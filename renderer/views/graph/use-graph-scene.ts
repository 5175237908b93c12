import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Where } from '../../client/where.ts';
import { type Palette, readPalette } from '../../graph/palette.ts';
import { type Picture, pictureOf } from '../../graph/picture.ts';
import { followPointer } from '../../graph/pointer.ts';
import { type RunningLayout, runLayout } from '../../graph/running-layout.ts';
import { createScene, type Scene } from '../../graph/scene.ts';
import { startPlaces } from '../../graph/start-places.ts';
import { neighbourTowards, type Way } from '../../graph/walk.ts';
import type { GraphSettings } from '../../state/graph-settings.ts';
import type { GraphPlaces } from '../../state/session.ts';
import { useSession } from '../../state/session.ts';
import { useMedia } from '../window/use-panes.ts';
import type { Graph } from './open-node.ts';

interface Elements {
  stage: RefObject<HTMLDivElement | null>;
  canvas: RefObject<HTMLCanvasElement | null>;
  overlay: RefObject<HTMLCanvasElement | null>;
}

/** Pixels at the right edge that the open panel takes. */
const panelWidth = 276;

export interface GraphSceneProps {
  graph: Graph;
  /** What the places of nodes are remembered by: the note in the middle, '' for the whole vault. */
  scope: string;
  settings: GraphSettings;
  /** Every node is a topic. */
  allTopics: boolean;
  /** There is no WebGL here. */
  onNotDrawable(): void;
}

type Open = (node: number, options: Where) => void;

/** The drawing of a graph and the thread that arranges it, for as long as the view is there. */
export function useGraphScene(elements: Elements, props: GraphSceneProps, open: Open) {
  const { graph, scope, settings, allTopics, onNotDrawable } = props;
  const { graphPlaces } = useSession();
  const still = useMedia('(prefers-reduced-motion: reduce)');
  const scene = useRef<Scene>(undefined);
  const layout = useRef<RunningLayout>(undefined);
  const places = useRef(new Float32Array(0) as Float32Array);
  const holding = useRef(false);
  const [progress, setProgress] = useState(0);
  const [failed, setFailed] = useState(false);
  const picture = usePicture(graph, allTopics);
  const palette = usePalette(elements.stage, settings.groups);
  const latest = useRef({ open, still, onNotDrawable });
  latest.current = { open, still, onNotDrawable };

  const { stage, canvas, overlay } = elements;
  useEffect(() => {
    if (!stage.current || !canvas.current || !overlay.current) return;
    const made = createScene({
      canvas: canvas.current,
      overlay: overlay.current,
      still: () => latest.current.still,
    });
    if (!made) return latest.current.onNotDrawable();
    scene.current = made;
    layout.current = runLayout(
      (moved) => {
        places.current = moved.places;
        // Without motion only the end is shown, and what a hand moves.
        if (!latest.current.still || moved.progress === 1 || holding.current) made.place(moved.places);
        // What is shown of it: the view is made anew at most so often.
        setProgress(Math.floor(moved.progress * 100) / 100);
      },
      () => setFailed(true),
    );
    const off = followPointer(stage.current, made, {
      open: (node, options) => latest.current.open(node, options),
      hold(node, x, y) {
        holding.current = true;
        layout.current?.hold(node, x, y);
      },
      release(node) {
        holding.current = false;
        layout.current?.release(node);
      },
      nothing: () => made.choose(-1),
    });
    return () => {
      off();
      layout.current?.stop();
      made.stop();
      scene.current = undefined;
    };
  }, [stage, canvas, overlay]);

  const keys = graph.nodes.keys;
  const shape = useShape(picture, keys);
  const force = useRef(forcesOf(settings));
  useEffect(() => {
    const remembered: GraphPlaces = graphPlaces.get(scope) ?? new Map();
    const begin = startPlaces(shape.pairs, shape.keys.length, (node) =>
      remembered.get(shape.keys[node] ?? ''),
    );
    const known = shape.keys.filter((key) => remembered.has(key)).length;
    const fresh = known < shape.keys.length / 2;
    places.current = begin;
    scene.current?.place(begin.slice());
    setProgress(0);
    const heat = fresh ? 1 : known === shape.keys.length ? 0.02 : 0.15;
    layout.current?.start({ pairs: shape.pairs, places: begin.slice(), forces: force.current, heat });
    return () => {
      const now = places.current;
      const kept = shape.keys.map(
        (key, at) => [key, [now[at * 2] as number, now[at * 2 + 1] as number]] as const,
      );
      graphPlaces.set(scope, new Map(kept));
    };
  }, [shape, scope, graphPlaces]);

  useEffect(() => {
    if (palette) scene.current?.show(picture, palette, graph.center);
  }, [picture, palette, graph.center]);
  const { nodeSize, labels, panel, distance, repel } = settings;
  useEffect(
    () => scene.current?.look({ nodeSize, labels, covered: panel ? panelWidth : 0 }),
    [nodeSize, labels, panel],
  );
  useEffect(() => {
    const next = forcesOf({ distance, repel });
    if (next.distance === force.current.distance && next.repel === force.current.repel) return;
    force.current = next;
    layout.current?.force(next);
  }, [distance, repel]);

  return {
    scene,
    progress,
    failed,
    walk: (node: number, way: Way) => neighbourTowards(node, way, picture.around, places.current),
    /** Where keys begin: the centre, else the node with most neighbours. */
    first: () => (graph.center >= 0 ? graph.center : picture.order[0]),
  };
}

const forcesOf = ({ distance, repel }: Pick<GraphSettings, 'distance' | 'repel'>) => ({
  distance,
  repel,
  gravity: 1,
});

function usePicture({ nodes, edges }: Graph, allTopics: boolean): Picture {
  return useMemo(() => pictureOf({ ...nodes, edges, allTopics }), [nodes, edges, allTopics]);
}

/** What a layout depends on: the same object while that is the same, whatever else has changed. */
function useShape(
  { pairs }: Picture,
  keys: readonly string[],
): { pairs: Uint32Array; keys: readonly string[] } {
  const last = useRef({ pairs, keys });
  const { current } = last;
  const same = sameItems(current.keys, keys) && sameItems(current.pairs, pairs);
  if (!same) last.current = { pairs, keys };
  return last.current;
}

function sameItems<T>(a: ArrayLike<T>, b: ArrayLike<T>): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}

/** The colours of the theme, read again when it changes. */
function usePalette(
  stage: RefObject<HTMLElement | null>,
  groups: GraphSettings['groups'],
): Palette | undefined {
  const [palette, setPalette] = useState<Palette>();
  const names = groups.map(({ colour }) => `group-${colour}`).join();
  const read = useCallback(() => {
    if (stage.current) setPalette(readPalette(stage.current, names === '' ? [] : names.split(',')));
  }, [stage, names]);
  useEffect(() => {
    read();
    const observer = new MutationObserver(read);
    observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => observer.disconnect();
  }, [read]);
  return palette;
}
