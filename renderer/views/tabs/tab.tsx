import { Pin, X } from 'lucide-react';
import { type DragEvent, type HTMLAttributes, useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import { isUnsaved } from '../../state/documents.ts';
import { paneOf, tabsIn } from '../../state/panes.ts';
import { placePath } from '../../state/place.ts';
import { useSession } from '../../state/session.ts';
import { useStore } from '../../state/store.ts';
import {
  activateTab,
  canReopen,
  closeTabs,
  moveBeside,
  reopenTab,
  type Tab,
  togglePin,
} from '../../state/workspace.ts';
import { IconButton } from '../../ui/button.tsx';
import { useMenu } from '../../ui/menu.tsx';
import { usePlaceName } from '../window/place-name.ts';

interface TabProps {
  tab: Tab;
  active: boolean;
  /** The only tab, and so not worth a close button while it is empty. */
  alone: boolean;
  /** The tab of this id was dropped on this one, on its first or second half. */
  onDropBefore(id: number, after: boolean): void;
}

export function TabView({ tab, active, alone, onDropBefore }: TabProps) {
  const words = useWords();
  const { workspace, documents } = useSession();
  const nameOf = usePlaceName();
  const openMenu = useMenu();
  const [over, setOver] = useState<'before' | 'after'>();
  const path = placePath(tab.place);
  const unsaved = useStore(documents, (all) => isUnsaved(all.get(path ?? '')));
  const name = nameOf(tab.place);
  const close = (which: (each: Tab) => boolean) => workspace.set((state) => closeTabs(state, which));

  const pin = () => workspace.set((state) => togglePin(state, tab.id));

  function menuItems() {
    const tabs = tabsIn(workspace.get(), paneOf(tab));
    const index = tabs.indexOf(tab);
    const beside = () => workspace.set((state) => moveBeside(state, tab.id));
    const others = (each: Tab) => tabs.includes(each) && each.id !== tab.id && !each.pinned;
    const onRight = (each: Tab) => tabs.indexOf(each) > index && !each.pinned;
    return [
      {
        label: words.t(tab.pinned ? 'tabs.unpin' : 'tabs.pin'),
        disabled: tab.place.kind === 'blank',
        run: pin,
      },
      { label: words.t('tabs.beside'), disabled: workspace.get().tabs.length === 1, run: beside },
      'line' as const,
      { label: words.t('tabs.close'), run: () => close((each) => each.id === tab.id) },
      {
        label: words.t('tabs.close-others'),
        disabled: !tabs.some(others),
        run: () => close(others),
      },
      {
        label: words.t('tabs.close-right'),
        disabled: !tabs.some(onRight),
        run: () => close(onRight),
      },
      'line' as const,
      {
        label: words.t('tabs.reopen'),
        disabled: !canReopen(workspace.get()),
        run: () => workspace.set(reopenTab),
      },
    ];
  }

  const handlers: HTMLAttributes<HTMLDivElement> = {
    draggable: true,
    onDragStart: (event) => {
      event.dataTransfer.setData(tabType, String(tab.id));
      event.dataTransfer.effectAllowed = 'move';
    },
    onDragOver: (event) => {
      if (!event.dataTransfer.types.includes(tabType)) return;
      event.preventDefault();
      setOver(secondHalf(event) ? 'after' : 'before');
    },
    onDragLeave: () => setOver(undefined),
    onDrop: (event) => {
      setOver(undefined);
      const dragged = event.dataTransfer.getData(tabType);
      if (dragged === '') return;
      event.preventDefault();
      onDropBefore(Number(dragged), secondHalf(event));
    },
    onAuxClick: (event) => event.button === 1 && close((each) => each.id === tab.id),
    // The middle button would start scrolling.
    onMouseDown: (event) => event.button === 1 && event.preventDefault(),
    onContextMenu: (event) => {
      event.preventDefault();
      openMenu({ x: event.clientX, y: event.clientY }, menuItems());
    },
  };

  return (
    <div
      className="tab"
      data-active={active}
      data-pinned={tab.pinned}
      data-over={over}
      role="presentation"
      {...handlers}
    >
      <button
        type="button"
        role="tab"
        className="tab-name"
        data-tab={tab.id}
        aria-selected={active}
        tabIndex={active ? 0 : -1}
        title={path ?? name}
        onClick={() => workspace.set((state) => activateTab(state, tab.id))}
        onKeyDown={(event) => event.key === 'Delete' && close((each) => each.id === tab.id)}
      >
        {unsaved && <span className="tab-dot" role="img" aria-label={words.t('status.dirty')} />}
        {tab.place.kind === 'topic' && <span className="topic-square" />}
        <span className="truncate">{name}</span>
      </button>
      {tab.pinned && (
        <IconButton icon={Pin} size={13} label={words.t('tabs.unpin')} tabIndex={-1} onClick={pin} />
      )}
      {!tab.pinned && !(alone && tab.place.kind === 'blank') && (
        <IconButton
          icon={X}
          size={13}
          label={words.t('tabs.close')}
          tabIndex={-1}
          onClick={() => close((each) => each.id === tab.id)}
        />
      )}
    </div>
  );
}

/** What a tab is while it is dragged: its id. */
export const tabType = 'application/x-commonplace-tab';

function secondHalf(event: DragEvent<HTMLElement>): boolean {
  const box = event.currentTarget.getBoundingClientRect();
  return event.clientX > box.left + box.width / 2;
}
