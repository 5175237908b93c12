import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type HTMLAttributes,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
  useState,
} from 'react';
import { type Where, whereOf } from '../client/where.ts';
import './list.css';
import './row.css';
import { listTarget, type TypeAhead, typeAhead, typeAheadTarget } from './list-keys.ts';

export interface ListHandle {
  focus(): void;
  /** Put the ring on the row with this key. */
  activate(key: string): void;
}

export interface ListProps<T> {
  label: string;
  items: readonly T[];
  itemKey(item: T): string;
  /** What type-ahead looks at. */
  itemText(item: T): string;
  row(item: T): ReactNode;
  role?: 'listbox' | 'tree';
  rowHeight?: number;
  /** Height of a row where rows differ. */
  heightOf?(item: T): number;
  /** Key of the row that shows what is open: it is scrolled into view when it changes. */
  selected?: string;
  /** A click before it picks; true where it was meant for something else. `ring`: the row that had the ring. */
  onPress?(event: MouseEvent, item: T, ring: T | undefined): boolean;
  /** Enter or a click (then `focus` is false: it stays in the list); where they say. */
  onPick(item: T, options: Where & { focus: boolean }): void;
  /** Keys before the list's own; true where it was one. */
  onKey?(event: KeyboardEvent, item: T, index: number): boolean;
  onMenu?(item: T, place: { x: number; y: number }): void;
  itemProps?(item: T): HTMLAttributes<HTMLDivElement>;
  ref?: React.Ref<ListHandle>;
}

/**
 * A list of any length: only the rows in sight exist. One stop of the Tab key; arrows, Home, End, pages and
 * typed letters move in it.
 */
export function List<T>(props: ListProps<T>) {
  const { items, itemKey, rowHeight = 28, role = 'listbox', selected } = props;
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const [activeKey, setActiveKey] = useState<string>();
  const typed = useRef<TypeAhead>({ text: '', at: 0 });
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => box.current,
    estimateSize: (index) => heightAt(props, index),
    overscan: 12,
    getItemKey: (index) => keyAt(props, index),
  });
  useImperativeHandle(props.ref, () => ({ focus: () => box.current?.focus(), activate: setActiveKey }), []);

  const indexOf = (key: string | undefined) =>
    key === undefined ? -1 : items.findIndex((item) => itemKey(item) === key);
  const lastActive = useRef(-1);
  const active = ringAt(activeKey === undefined ? indexOf(selected) : indexOf(activeKey));
  const selectedIndex = indexOf(selected);
  useEffect(() => {
    if (selectedIndex >= 0) virtual.scrollToIndex(selectedIndex, { align: 'auto' });
  }, [selectedIndex, virtual]);

  /** A row that is gone leaves the ring to the one that stands in its place. */
  function ringAt(found: number): number {
    if (found < 0 && activeKey !== undefined) return Math.min(lastActive.current, items.length - 1);
    lastActive.current = found;
    return found;
  }

  function activate(index: number) {
    const item = items[index];
    if (item === undefined) return;
    setActiveKey(itemKey(item));
    virtual.scrollToIndex(index, { align: 'auto' });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing || event.target !== box.current) return;
    const item = items[active];
    if (item !== undefined && (props.onKey?.(event, item, active) || pickKey(event, item))) {
      event.preventDefault();
      return;
    }
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / rowHeight) - 1);
    const target = listTarget(event.key, active, items.length, page) ?? typedTarget(event);
    if (target === undefined) return;
    event.preventDefault();
    activate(target);
  }

  function pickKey(event: KeyboardEvent, item: T): boolean {
    if (event.key === 'Enter') {
      props.onPick(item, { ...whereOf(event), focus: true });
      return true;
    }
    if (event.key !== 'ContextMenu' && !(event.key === 'F10' && event.shiftKey)) return false;
    const row = document.getElementById(`${id}-${active}`)?.getBoundingClientRect();
    if (row) props.onMenu?.(item, { x: row.left + 24, y: row.bottom });
    return true;
  }

  function typedTarget(event: KeyboardEvent): number | undefined {
    if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return undefined;
    typed.current = typeAhead(typed.current, event.key, event.timeStamp);
    return typeAheadTarget(items.map(props.itemText), typed.current.text, active);
  }

  function onClick(event: MouseEvent, item: T) {
    const inside = event.target instanceof Element && event.target.closest('input, button') !== null;
    const taken = !inside && props.onPress?.(event, item, items[active]);
    setActiveKey(itemKey(item));
    if (inside || taken) return;
    props.onPick(item, { ...whereOf(event), focus: false });
  }

  const boxProps: HTMLAttributes<HTMLDivElement> = {
    role,
    tabIndex: 0,
    'aria-label': props.label,
    'aria-activedescendant': active >= 0 ? `${id}-${active}` : undefined,
    onKeyDown,
  };

  function rowProps(item: T, index: number): HTMLAttributes<HTMLDivElement> {
    return {
      role: role === 'tree' ? 'treeitem' : 'option',
      'aria-selected': itemKey(item) === selected,
      'aria-setsize': items.length,
      'aria-posinset': index + 1,
      ...props.itemProps?.(item),
      onClick: (event) => onClick(event, item),
      onAuxClick: (event) => event.button === 1 && onClick(event, item),
      onContextMenu: (event) => {
        if (!props.onMenu) return;
        event.preventDefault();
        setActiveKey(itemKey(item));
        props.onMenu(item, { x: event.clientX, y: event.clientY });
      },
    };
  }

  return (
    <div ref={box} className="list" data-ring="row" {...boxProps}>
      <div className="list-items" role="presentation" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((row) => {
          const item = items[row.index];
          if (item === undefined) return null;
          return (
            <div
              key={row.key}
              id={`${id}-${row.index}`}
              className="list-item"
              data-active={row.index === active}
              style={{ height: row.size, transform: `translateY(${row.start}px)` }}
              {...rowProps(item, row.index)}
            >
              {props.row(item)}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function heightAt<T>(props: ListProps<T>, index: number): number {
  const item = props.items[index];
  const usual = props.rowHeight ?? 28;
  return item === undefined ? usual : (props.heightOf?.(item) ?? usual);
}

function keyAt<T>(props: ListProps<T>, index: number): string | number {
  const item = props.items[index];
  return item === undefined ? index : props.itemKey(item);
}
