import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import './list.css';

interface FlowProps<T> {
  items: readonly T[];
  itemKey(item: T): string;
  /** A guess of a row's height in px; rows are measured once they are in sight. */
  estimate(item: T): number;
  row(item: T): ReactNode;
  /** What scrolls: an element above, which may hold more than this; null until it is there. */
  scroller: HTMLElement | null;
}

/** Rows of any height, any number of them, in the flow of a page that scrolls. */
export function Flow<T>({ items, itemKey, estimate, row, scroller }: FlowProps<T>) {
  const box = useRef<HTMLDivElement>(null);
  const [margin, setMargin] = useState(0);
  useLayoutEffect(() => setMargin(offsetIn(box.current, scroller)));
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller,
    estimateSize: (index) => guess(items[index], estimate),
    getItemKey: (index) => keyOf(items[index], itemKey, index),
    overscan: 6,
    scrollMargin: margin,
  });
  return (
    <div ref={box} className="list-items" style={{ height: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map((place) => {
        const item = items[place.index];
        return (
          <div
            key={place.key}
            ref={virtual.measureElement}
            data-index={place.index}
            className="list-item"
            style={{ transform: `translateY(${place.start - margin}px)` }}
          >
            {item === undefined ? null : row(item)}
          </div>
        );
      })}
    </div>
  );
}

function guess<T>(item: T | undefined, estimate: (item: T) => number): number {
  return item === undefined ? 40 : estimate(item);
}

function keyOf<T>(item: T | undefined, itemKey: (item: T) => string, index: number): string | number {
  return item === undefined ? index : itemKey(item);
}

function offsetIn(box: HTMLElement | null, scroller: HTMLElement | null): number {
  if (!box || !scroller) return 0;
  return Math.round(
    box.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop,
  );
}
