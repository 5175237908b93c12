import type { Result } from '../../../shared/contract/api.ts';
import type { Where } from '../../client/where.ts';
import type { FileActions } from '../../state/file-actions.ts';
import type { Session } from '../../state/session.ts';

export type Graph = Result<'graph.read'>;

/** Show what a node stands for: its note or attachment, the search for its tag, or the note that is yet to be made. */
export function openNode(
  actions: FileActions,
  { search, workspace, overlay }: Session,
  { nodes }: Graph,
  node: number,
  options: Where,
): void {
  const key = nodes.keys[node] ?? '';
  const kind = nodes.kinds[node];
  if (kind === 2) void actions.create(undefined, nodes.names[node], options);
  else if (kind === 3) {
    search.set((state) => ({ ...state, query: `tag:${key}`, focus: state.focus + 1 }));
    workspace.set((state) => ({ ...state, leftPanel: 'search', leftOpen: true }));
    overlay.set((state) => ({ ...state, drawer: 'left' }));
  } else actions.open(key, options);
}
