import type { Params, Result } from '../../shared/contract/api.ts';
import { AppError } from '../../shared/contract/errors.ts';
import type { CallContext } from '../../shared/contract/rpc.ts';
import { cutGraph, edgesAmong, NumberList } from '../../shared/link/graph.ts';
import type { GraphFile } from '../index/graph-rows.ts';
import type { IdSet } from '../index/id-set.ts';
import type { Store } from '../index/store.ts';
import type { Finder } from './finder.ts';
import { createGraphEdges } from './graph-edges.ts';
import type { Ignored } from './ignored.ts';
import { createPace, type Pace } from './pace.ts';
import { shownName } from './topics.ts';

interface GraphOptions {
  store: Store;
  finder: Finder;
  ignored: Ignored;
  /** Ids of the files that are kept out of lists. */
  excluded: () => IdSet;
  revision: () => number;
}

interface Node {
  /** 0 where it is no file. */
  id: number;
  key: string;
  name: string;
  kind: 0 | 1 | 2 | 3;
}

/** Files, and ids of notes, looked at in one go. */
const step = 500;
const defaultLimit = 20_000;

/** The graph of the vault, or of what lies around a note, from the index alone. */
export function createGraph(options: GraphOptions) {
  const { store, finder, excluded } = options;
  const { graph } = store;
  const edgesOf = createGraphEdges(options);

  /** The files to show, by their paths. */
  async function filesFor(
    params: Params<'graph.read'>,
    hits: IdSet | undefined,
    pace: Pace,
  ): Promise<Node[]> {
    const hidden = excluded();
    const wanted = ({ id, path, note }: GraphFile) =>
      path === params.center ||
      (!hidden.has(id) && (note === 1 || params.attachments === true) && (hits?.has(id) ?? true));
    const nodes: Node[] = [];
    for (let after = ''; ; ) {
      const page = graph.files(after, step);
      for (const file of page) if (wanted(file)) nodes.push(fileNode(file));
      const last = page.at(-1);
      if (!last || page.length < step) return nodes;
      after = last.path;
      pace.check();
      await pace.rest(0, 0);
    }
  }

  /** What links name and is not there, and tags: nodes by their keys, and what joins them to notes. */
  async function addOthers(
    params: Params<'graph.read'>,
    { nodes, edges, at }: { nodes: Node[]; edges: NumberList; at: Int32Array },
    pace: Pace,
  ): Promise<void> {
    const others = new Map<string, { node: Node; joined: [from: number, count: number][] }>();
    const join = (file: number, key: string, count: number, node: () => Node) => {
      const from = at[file] ?? -1;
      if (from < 0) return;
      const other = others.get(key) ?? { node: node(), joined: [] };
      others.set(key, other);
      other.joined.push([from, count]);
    };
    for (let from = 0; from < graph.lastId(); from += step) {
      if (params.unresolved) {
        for (const [file, key, count] of graph.missing(from, from + step)) {
          join(file, `[[${key}]]`, count, () => missingNode(key, graph.writtenName(file, key)));
        }
      }
      if (params.tags) {
        for (const [file, key, name] of graph.tags(from, from + step)) {
          join(file, `#${key}`, 1, () => ({ id: 0, key: `#${key}`, name: `#${name}`, kind: 3 }));
        }
      }
      pace.check();
      await pace.rest(0, 0);
    }
    for (const key of [...others.keys()].sort()) {
      const { node, joined } = others.get(key) as { node: Node; joined: [number, number][] };
      const place = nodes.push(node) - 1;
      for (const [from, count] of joined) edges.push(from, place, count);
    }
  }

  return {
    /** @throws AppError `invalid-query`, `not-found` where there is no centre, `cancelled` */
    async read(params: Params<'graph.read'>, context: CallContext): Promise<Result<'graph.read'>> {
      const { by, center, query = '', groups = [], mentions = false } = params;
      if (center !== undefined && !store.files.get(center))
        throw new AppError('not-found', `${center} is not in the vault`, { path: center });
      const pace = createPace(context);
      const found = (text: string) => (text.trim() === '' ? undefined : finder.ids(text, context));
      const hits = await found(query);
      const byGroup = await Promise.all(groups.map(found));
      const nodes = await filesFor(params, hits, pace);
      const at = placesById(nodes, graph.lastId());
      const edges = new NumberList();
      const kind = by === 'topic' ? by : mentions ? 'link+mention' : by;
      addKnown(edges, await edgesOf(kind, pace), at);
      if (by === 'link') await addOthers(params, { nodes, edges, at }, pace);

      const all = edges.all();
      const middle = center === undefined ? undefined : nodes.findIndex(({ key }) => key === center);
      const cut = cutGraph(all, nodes.length, {
        center: middle,
        depth: params.depth ?? 1,
        direction: by === 'topic' ? 'both' : (params.direction ?? 'both'),
        orphans: by === 'link' && params.orphans !== false,
        limit: params.limit ?? defaultLimit,
      });
      const shown = cut.nodes.map((node) => nodes[node] as Node);
      return {
        nodes: {
          keys: shown.map(({ key }) => key),
          names: shown.map(({ name }) => name),
          kinds: shown.map((node) => node.kind),
          groups: shown.map(({ id }) => byGroup.findIndex((ids) => ids?.has(id) ?? false)),
        },
        edges: edgesAmong(all, nodes.length, cut.nodes, by === 'topic'),
        center: middle === undefined ? -1 : cut.nodes.indexOf(middle),
        left: cut.left,
      };
    },
  };
}

export type Graph = ReturnType<typeof createGraph>;

const fileNode = (file: GraphFile): Node => {
  const name = file.note === 1 ? shownName(file) : file.name;
  return { id: file.id, key: file.path, name, kind: file.note === 1 ? 0 : 1 };
};

const missingNode = (key: string, name = key): Node => ({ id: 0, key: `[[${name}]]`, name, kind: 2 });

/** Place of each file among the nodes, by its id; -1 for those that are not shown. */
function placesById(nodes: readonly Node[], lastId: number): Int32Array {
  const at = new Int32Array(lastId + 1).fill(-1);
  for (const [place, { id }] of nodes.entries()) at[id] = place;
  return at;
}

/** Edges between files that are shown, by their places. */
function addKnown(list: NumberList, edges: Int32Array, at: Int32Array): void {
  for (let next = 0; next < edges.length; next += 3) {
    const from = at[edges[next] as number] ?? -1;
    const to = at[edges[next + 1] as number] ?? -1;
    if (from >= 0 && to >= 0) list.push(from, to, edges[next + 2] as number);
  }
}
