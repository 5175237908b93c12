import { type MouseEvent, useMemo, useRef, useState } from 'react';
import type { TreeRow } from '../../state/tree.ts';
import { type Marks, markRange, shownMarks, toggleMark } from '../../state/tree-marks.ts';

export interface FileMarks {
  /** Paths of the marked rows; empty, or more than one. */
  marks: Marks;
  /** A click with Ctrl, Cmd or Alt marks a row, one with Shift all up to it, any other takes the marks away. */
  onPress(event: MouseEvent, row: TreeRow, ring: TreeRow | undefined): boolean;
  /** Mark from where the last press was, else from `ring`, to a row. */
  extend(ring: string, to: string): void;
  clear(): void;
}

export function useFileMarks(rows: readonly TreeRow[]): FileMarks {
  const [kept, setKept] = useState<Marks>(() => new Set());
  const anchor = useRef<string>(undefined);
  const marks = useMemo(() => shownMarks(kept, rows), [kept, rows]);

  function extend(ring: string | undefined, to: string) {
    anchor.current ??= ring;
    setKept(markRange(rows, anchor.current, to));
  }

  function clear() {
    anchor.current = undefined;
    setKept(new Set());
  }

  function onPress(event: MouseEvent, row: TreeRow, ring: TreeRow | undefined): boolean {
    if (event.button === 0 && event.shiftKey) {
      extend(ring?.path, row.path);
      return true;
    }
    const one = event.button === 0 && (event.ctrlKey || event.metaKey || event.altKey);
    if (one) setKept(toggleMark(kept, row.path, ring?.path));
    else if (kept.size > 0) setKept(new Set());
    anchor.current = row.path;
    return one;
  }

  return { marks, onPress, extend, clear };
}
