import { type DragEvent, type HTMLAttributes, useState } from 'react';
import { basename, dirname } from '../../../shared/text/path.ts';
import type { TreeRow } from '../../state/tree.ts';
import { within } from '../file-asks.ts';
import { useRename } from '../use-rename.tsx';

/** What is dragged from the tree is a path of the vault. */
export const pathType = 'application/x-commonplace-path';

/** Dragging rows of the tree onto folders moves them. */
export function useFileDrop() {
  const rename = useRename();
  /** The row that the pointer is over; '' is the root. */
  const [over, setOver] = useState<string>();

  function drop(event: DragEvent, folder: string) {
    event.preventDefault();
    event.stopPropagation();
    setOver(undefined);
    const from = event.dataTransfer.getData(pathType);
    const to = within(folder, basename(from));
    const intoItself = folder === from || folder.startsWith(`${from}/`);
    if (from && to !== from && !intoItself) void rename(from, to);
  }

  function targetProps(folder: string, mark: string): HTMLAttributes<HTMLElement> {
    return {
      onDragOver: (event) => {
        if (!event.dataTransfer.types.includes(pathType)) return;
        event.preventDefault();
        event.stopPropagation();
        setOver(mark);
      },
      onDragLeave: () => setOver((last) => (last === mark ? undefined : last)),
      onDrop: (event) => drop(event, folder),
    };
  }

  function rowProps(row: TreeRow, editing: boolean): HTMLAttributes<HTMLDivElement> {
    if (row.kind !== 'folder' && row.kind !== 'file') return {};
    const folder = row.kind === 'folder' ? row.path : dirname(row.path);
    return {
      ...targetProps(folder, row.kind === 'folder' ? row.path : folder),
      draggable: !editing,
      onDragStart: (event) => {
        event.dataTransfer.setData(pathType, row.path);
        event.dataTransfer.setData('text/plain', row.path);
        event.dataTransfer.effectAllowed = 'move';
      },
    };
  }

  return { over, rowProps, rootProps: targetProps('', '') };
}
