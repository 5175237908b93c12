import { useSyncExternalStore } from 'react';
import { useSession } from '../../state/session.ts';
import { useStore } from '../../state/store.ts';
import { activeTab, type Workspace } from '../../state/workspace.ts';

/** Under these widths a pane becomes a drawer (LOOK: "Narrow"). */
export const rightDrawer = '(width < 1100px)';
export const leftDrawer = '(width < 800px)';

export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    () => window.matchMedia(query).matches,
  );
}

/** Whether the page in front has something for the right pane. */
export function hasRightPane(state: Workspace): boolean {
  const { kind } = activeTab(state).place;
  return kind === 'note' || kind === 'topic';
}

/** Which panes stand beside the page, and which is drawn over it. */
export function usePaneOpen(): { left: boolean; right: boolean; drawer: 'left' | 'right' | undefined } {
  const { workspace, overlay } = useSession();
  const state = useStore(workspace);
  const drawer = useStore(overlay, (all) => all.drawer);
  const leftIsDrawer = useMedia(leftDrawer);
  const rightIsDrawer = useMedia(rightDrawer);
  return {
    left: state.leftOpen && !leftIsDrawer,
    right: state.rightOpen && hasRightPane(state) && !rightIsDrawer,
    drawer:
      (drawer === 'left' && leftIsDrawer) || (drawer === 'right' && rightIsDrawer && hasRightPane(state))
        ? drawer
        : undefined,
  };
}
