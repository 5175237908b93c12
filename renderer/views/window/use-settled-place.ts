import { useEffect, useState } from 'react';
import { type Place, placePath, samePlace } from '../../state/place.ts';
import { useSession } from '../../state/session.ts';
import { useStore } from '../../state/store.ts';
import { activeTab } from '../../state/workspace.ts';

/** Panels wait no longer than this (ms) for a page that does not come. */
const patience = 400;
/** A window that is not seen has no frames: then this long (ms) is as good. */
const frameless = 100;

/**
 * The place in front, for what stands beside its page: it follows when the text of the page is on the screen, so that
 * neither what is asked for the panels nor their drawing comes before it.
 */
export function useSettledPlace(): Place {
  const { workspace, documents } = useSession();
  const place = useStore(workspace, (state) => activeTab(state).place);
  const path = place.kind === 'note' ? placePath(place) : undefined;
  const ready = useStore(documents, (all) => path === undefined || isThere(all.get(path)?.status));
  const [settled, setSettled] = useState(place);
  const waits = !samePlace(place, settled);
  useEffect(() => {
    if (!waits) return undefined;
    const settle = () => setSettled(place);
    if (ready) return afterFrame(settle);
    const timer = setTimeout(settle, patience);
    return () => clearTimeout(timer);
  }, [place, ready, waits]);
  return waits ? settled : place;
}

function isThere(status: string | undefined): boolean {
  return status !== undefined && status !== 'loading';
}

/** Once the next frame is drawn. The returned function calls it off. */
function afterFrame(act: () => void): () => void {
  let timer = setTimeout(act, frameless);
  const frame = requestAnimationFrame(() => {
    clearTimeout(timer);
    timer = setTimeout(act);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
