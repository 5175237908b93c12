import { useMemo, useState } from 'react';
import type { Change } from '../../../shared/contract/api.ts';
import { Flow } from '../../ui/flow.tsx';
import './change-list.css';

type Edit = Change['edits'][number];

/** Lines before and after, file by file. */
export function ChangeList({ edits }: { edits: readonly Edit[] }) {
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const rows = useMemo(
    () => edits.map((edit, index) => ({ edit, index, first: edits[index - 1]?.path !== edit.path })),
    [edits],
  );
  return (
    <div ref={setScroller} className="dialog-scroll change-list">
      <Flow
        scroller={scroller}
        items={rows}
        itemKey={(row) => `${row.index}`}
        estimate={(row) => (row.first ? 104 : 72)}
        row={({ edit, first }) => (
          <div className="change">
            {first && <h3 className="truncate">{edit.path.replace(/\.md$/i, '')}</h3>}
            <div className="change-lines">
              <span className="change-line">{edit.line}</span>
              {edit.before !== '' && <del>{edit.before}</del>}
              <ins>{edit.after}</ins>
            </div>
          </div>
        )}
      />
    </div>
  );
}
