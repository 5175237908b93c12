import { ChevronDown, Plus } from 'lucide-react';
import {
  type DragEvent,
  type HTMLAttributes,
  type KeyboardEvent,
  memo,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { useWords } from '../../i18n/words.ts';
import { frontOf, inFront, tabsIn } from '../../state/panes.ts';
import { useSession } from '../../state/session.ts';
import { useStore } from '../../state/store.ts';
import { activateTab, addTab, moveTab } from '../../state/workspace.ts';
import { IconButton } from '../../ui/button.tsx';
import { useMenu } from '../../ui/menu.tsx';
import { usePlaceName } from '../window/place-name.ts';
import { TabView, tabType } from './tab.tsx';
import './tabs.css';

interface TabBarProps {
  pane: number;
}

/** The open tabs of a pane. They grow narrower, then scroll; a menu lists those out of sight. */
export const TabBar = memo(function TabBar({ pane }: TabBarProps) {
  const words = useWords();
  const { workspace } = useSession();
  const state = useStore(workspace);
  const tabs = tabsIn(state, pane);
  const active = frontOf(state, pane)?.id;
  const strip = useRef<HTMLDivElement>(null);
  const overflows = useOverflow(strip, tabs.length);

  useEffect(() => {
    const shown = strip.current?.querySelector(`[data-tab="${active}"]`)?.parentElement;
    // The menu of all tabs takes room of the strip when it comes.
    if (shown || overflows) shown?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [active, overflows]);

  const drop = useDropAtEnd((dragged) => workspace.set((last) => moveTab(last, dragged, tabs.length, pane)));

  function addHere() {
    workspace.set((last) => addTab(inFront(last, active ?? last.active)));
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const index = tabs.findIndex((tab) => tab.id === active);
    const next = tabs.at((index + step) % tabs.length);
    if (!next) return;
    workspace.set((last) => activateTab(last, next.id));
    strip.current?.querySelector<HTMLElement>(`[data-tab="${next.id}"]`)?.focus();
  }

  return (
    <div className="tab-bar" data-over={drop.over} {...drop.handlers}>
      <div
        ref={strip}
        className="tab-strip"
        role="tablist"
        aria-label={words.t('tabs.label')}
        onKeyDown={onKeyDown}
        onWheel={(event) => {
          if (strip.current && event.deltaX === 0) strip.current.scrollLeft += event.deltaY;
        }}
      >
        {tabs.map((tab, index) => (
          <TabView
            key={tab.id}
            tab={tab}
            active={tab.id === active}
            alone={state.tabs.length === 1}
            onDropBefore={(dragged, after) =>
              workspace.set((last) => moveTab(last, dragged, index + (after ? 1 : 0), pane))
            }
          />
        ))}
      </div>
      {overflows && <TabMenu pane={pane} />}
      <IconButton icon={Plus} label={words.t('tabs.new')} onClick={addHere} />
    </div>
  );
});

/** A tab that is dropped where the strip is empty stands behind the others. */
function useDropAtEnd(onDrop: (id: number) => void) {
  const [over, setOver] = useState(false);
  const isHere = ({ target, dataTransfer }: DragEvent<HTMLElement>) =>
    dataTransfer.types.includes(tabType) && target instanceof Element && !target.closest('.tab');
  const handlers: HTMLAttributes<HTMLElement> = {
    onDragOver: (event) => {
      const here = isHere(event);
      if (here) event.preventDefault();
      setOver(here);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event) => {
      setOver(false);
      if (!isHere(event)) return;
      event.preventDefault();
      onDrop(Number(event.dataTransfer.getData(tabType)));
    },
  };
  return { over, handlers };
}

function TabMenu({ pane }: TabBarProps) {
  const words = useWords();
  const openMenu = useMenu();
  const nameOf = usePlaceName();
  const { workspace } = useSession();
  const id = useId();
  return (
    <IconButton
      id={id}
      icon={ChevronDown}
      label={words.t('tabs.all')}
      aria-haspopup="menu"
      onClick={() => {
        const box = document.getElementById(id)?.getBoundingClientRect();
        const items = tabsIn(workspace.get(), pane).map((tab) => ({
          label: nameOf(tab.place),
          run: () => workspace.set((state) => activateTab(state, tab.id)),
        }));
        if (box) openMenu(box, items);
      }}
    />
  );
}

function useOverflow(ref: { current: HTMLElement | null }, count: number): boolean {
  const [overflows, setOverflows] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element || count === 0) return;
    const look = () => setOverflows(element.scrollWidth > element.clientWidth + 1);
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref, count]);
  return overflows;
}
