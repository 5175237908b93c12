import { type CSSProperties, type HTMLAttributes, type PointerEvent, useState } from 'react';
import type { Host } from '../../client/connect.ts';
import { useWords } from '../../i18n/words.ts';
import { activePane, frontOf, movePaneEdge, panesOf, shareOf } from '../../state/panes.ts';
import { useSession } from '../../state/session.ts';
import { useStore } from '../../state/store.ts';
import { activateTab, type Tab } from '../../state/workspace.ts';
import type { EditorParts } from '../note/editor-parts.ts';
import { TabBar } from '../tabs/tab-bar.tsx';
import { PageView } from './page-view.tsx';
import './panes.css';

interface PanesProps {
  host: Host;
  editor: EditorParts;
}

/** The pages in front, side by side. Of one alone the tabs stand in the window's bar. */
export function Panes({ host, editor }: PanesProps) {
  const { workspace } = useSession();
  const state = useStore(workspace);
  const panes = panesOf(state);
  const active = activePane(state);
  return (
    <div className="page-panes" data-split={panes.length > 1}>
      {panes.map((pane, index) => {
        const tab = frontOf(state, pane);
        if (!tab) return null;
        return (
          <PaneView
            key={pane}
            {...{ host, editor, pane, tab }}
            number={index + 1}
            active={pane === active}
            alone={panes.length === 1}
            last={index === panes.length - 1}
          />
        );
      })}
    </div>
  );
}

interface PaneViewProps extends PanesProps {
  pane: number;
  /** From the left, from 1. */
  number: number;
  tab: Tab;
  /** The person is in it. */
  active: boolean;
  alone: boolean;
  last: boolean;
}

function PaneView({ host, editor, pane, number, tab, active, alone, last }: PaneViewProps) {
  const words = useWords();
  const { workspace } = useSession();
  const share = useStore(workspace, (state) => shareOf(state, pane));
  const enter = () => {
    if (!active) workspace.set((state) => activateTab(state, tab.id));
  };
  const handlers: HTMLAttributes<HTMLElement> = {
    onPointerDownCapture: enter,
    // A dialog or a menu that closes gives the focus back where it was: that is nobody's going there.
    onFocusCapture: ({ relatedTarget }) => {
      if (relatedTarget instanceof Element && !relatedTarget.closest('dialog, .menu')) enter();
    },
  };
  return (
    <section
      className="page-pane"
      data-active={active}
      style={{ '--share': share } as CSSProperties}
      aria-label={alone ? undefined : words.t('pane.number', { n: number })}
      {...handlers}
    >
      {!alone && (
        <div className="pane-tabs">
          <TabBar pane={pane} />
        </div>
      )}
      <PageView tab={tab} active={active} host={host} editor={editor} />
      {!last && <PaneEdge pane={pane} />}
    </section>
  );
}

/** The edge between a pane and the next one, to be dragged, or moved with the arrows while it has the focus. */
function PaneEdge({ pane }: { pane: number }) {
  const words = useWords();
  const { workspace } = useSession();
  const share = useStore(workspace, (state) => shareOf(state, pane));
  const [dragging, setDragging] = useState<number>();
  const move = (by: number) => workspace.set((state) => movePaneEdge(state, pane, by));
  function onPointerMove({ currentTarget, clientX }: PointerEvent<HTMLElement>) {
    const width = currentTarget.parentElement?.clientWidth ?? 0;
    if (dragging === undefined || width === 0) return;
    move(((clientX - dragging) * share) / width);
    setDragging(clientX);
  }
  return (
    <hr
      className="resizer"
      data-side="left"
      data-dragging={dragging !== undefined}
      aria-orientation="vertical"
      aria-label={words.t('pane.edge')}
      aria-valuenow={Math.round(share * 100)}
      tabIndex={0}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setDragging(event.clientX);
      }}
      onPointerMove={onPointerMove}
      onPointerUp={() => setDragging(undefined)}
      onKeyDown={(event) => {
        const step = event.key === 'ArrowRight' ? 0.05 : event.key === 'ArrowLeft' ? -0.05 : 0;
        if (step === 0) return;
        event.preventDefault();
        move(step);
      }}
    />
  );
}
