import { type CSSProperties, type DragEvent, useState } from 'react';
import { useLive } from '../../client/live-query.ts';
import { useWords } from '../../i18n/words.ts';
import { useActions } from '../../state/actions.ts';
import { currentHeading } from '../../state/outline.ts';
import { type OpenEditor, useSession } from '../../state/session.ts';
import { useStore } from '../../state/store.ts';
import { List } from '../../ui/list.tsx';
import { Answered, Empty } from '../../ui/state.tsx';

/** The headings of a note: as it stands in its editor, else as it was saved. */
export function OutlinePanel({ path }: { path: string }) {
  const { documents } = useSession();
  const open = useStore(documents, (all) => all.get(path));
  const facts = useLive('note.facts', open ? undefined : { path });
  if (open) return <Headings path={path} headings={open.headings} line={open.line} />;
  return <Answered answer={facts}>{({ headings }) => <Headings path={path} headings={headings} />}</Answered>;
}

interface HeadingsProps {
  path: string;
  headings: readonly { level: number; text: string; line: number }[];
  /** Line of the cursor, where there is one. */
  line?: number;
}

function Headings({ path, headings, line }: HeadingsProps) {
  const words = useWords();
  const actions = useActions();
  const moves = useSectionMoves(headings);
  if (headings.length === 0) return <Empty text={words.t('outline.none')} />;
  const top = Math.min(...headings.map((heading) => heading.level));
  const here = line === undefined ? undefined : currentHeading(headings, line)?.line;
  return (
    <List
      label={words.t('pane.outline')}
      items={headings}
      itemKey={(heading) => String(heading.line)}
      itemText={(heading) => heading.text}
      selected={here === undefined ? undefined : String(here)}
      onPick={(heading) => actions.open(path, { line: heading.line })}
      onKey={(event, heading) => moves.key(event, heading.line)}
      itemProps={line === undefined ? undefined : (heading) => moves.dragging(heading.line)}
      row={(heading) => (
        <div
          className="row outline-row"
          data-drop={moves.dropAt(heading.line)}
          data-level={heading.level}
          data-selected={heading.line === here}
          style={{ paddingLeft: 8 + (heading.level - top) * 14 } satisfies CSSProperties}
        >
          <span className="truncate" title={heading.text}>
            {heading.text}
          </span>
        </div>
      )}
    />
  );
}

type Drop = { line: number; half: 'above' | 'below' };

/** Sections are moved by dragging their headings, and with Alt and an arrow; their level changes with Alt, left and right. */
function useSectionMoves(headings: HeadingsProps['headings']) {
  const { editor } = useSession();
  const [dragged, setDragged] = useState<number | undefined>(undefined);
  const [drop, setDrop] = useState<Drop | undefined>(undefined);
  const end = () => {
    setDragged(undefined);
    setDrop(undefined);
  };
  const change = (line: number, to: Parameters<OpenEditor['changeSection']>[1]) =>
    editor.get()?.changeSection(line, to) ?? false;

  return {
    key({ altKey, key }: { altKey: boolean; key: string }, line: number): boolean {
      const way = altKey ? moveKeys[key] : undefined;
      if (way !== undefined) change(line, way);
      return way !== undefined;
    },
    dropAt: (line: number) => (drop?.line === line ? drop.half : undefined),
    dragging: (line: number) => ({
      draggable: true,
      onDragStart(event: DragEvent) {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', '');
        setDragged(line);
      },
      onDragOver(event: DragEvent) {
        if (dragged === undefined) return;
        event.preventDefault();
        const { top, height } = event.currentTarget.getBoundingClientRect();
        setDrop({ line, half: event.clientY < top + height / 2 ? 'above' : 'below' });
      },
      onDragEnd: end,
      onDrop(event: DragEvent) {
        event.preventDefault();
        if (dragged !== undefined && drop) change(dragged, { before: lineAfter(headings, drop) });
        end();
      },
    }),
  };
}

const moveKeys: Partial<Record<string, 'up' | 'down' | 'raise' | 'lower'>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'raise',
  ArrowRight: 'lower',
};

/** Line of the heading that what is dropped comes to stand before; 0 for the end. */
function lineAfter(headings: HeadingsProps['headings'], { line, half }: Drop): number {
  if (half === 'above') return line;
  return headings.find((heading) => heading.line > line)?.line ?? 0;
}
