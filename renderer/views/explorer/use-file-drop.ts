import { type DragEvent, type HTMLAttributes, useState } from 'react';
import { dirname } from '../../../shared/text/path.ts';
import { useSession } from '../../state/session.ts';
import type { TreeRow } from '../../state/tree.ts';
import { type Marks, topmost } from '../../state/tree-marks.ts';
import { isSome, movesInto } from '../file-asks.ts';
import { useRename } from '../use-rename.tsx';

/** What is dragged from the tree is a path of the vault. */
export const pathType = 'application/x-commonplace-path';
/** Several paths, as JSON. */
const pathsType = 'application/x-commonplace-paths';

/** Dragging rows of the tree onto folders moves them; all that are marked, where one of these is dragged. */
export function useFileDrop(marks: Marks) {
  const { notices } = useSession();
  const rename = useRename();
  /** The row that the pointer is over; '' is the root. */
  const [over, setOver] = useState<string>();

  function drop(event: DragEvent, folder: string) {
    event.preventDefault();
    event.stopPropagation();
    setOver(undefined);
    const moves = movesInto(folder, dragged(event.dataTransfer));
    if (isSome(moves)) rename(...moves).catch(notices.fail);
  }

  function targetProps(folder: string, mark: string): HTMLAttributes<HTMLElement> {
    return {
      onDragOver: (event) => {
        const { types } = event.dataTransfer;
        if (!types.includes(pathType) && !types.includes(pathsType)) return;
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
        const paths = marks.has(row.path) ? topmost(marks) : [row.path];
        if (paths.length > 1) event.dataTransfer.setData(pathsType, JSON.stringify(paths));
        else event.dataTransfer.setData(pathType, row.path);
        event.dataTransfer.setData('text/plain', paths.join('\n'));
        event.dataTransfer.effectAllowed = 'move';
      },
    };
  }

  return { over, rowProps, rootProps: targetProps('', '') };
}

function dragged(data: DataTransfer): string[] {
  const several = data.getData(pathsType);
  return several ? JSON.parse(several) : [data.getData(pathType)].filter(Boolean);
}
