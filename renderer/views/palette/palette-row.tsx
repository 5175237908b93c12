import { CornerDownLeft, Plus, Search } from 'lucide-react';
import { type HTMLAttributes, memo } from 'react';
import type { MessageKey } from '../../i18n/messages.ts';
import { useWords } from '../../i18n/words.ts';
import type { PaletteRow } from '../../state/palette.ts';
import { Icon } from '../../ui/icon.tsx';
import { MarkedText } from '../../ui/marked-text.tsx';
import type { PickOptions } from './use-palette-pick.ts';

interface PaletteRowProps {
  row: PaletteRow;
  id: string;
  index: number;
  active: boolean;
  onPick(options: PickOptions): void;
}

const titles: Record<string, MessageKey> = {
  topics: 'palette.section.topics',
  text: 'palette.section.text',
  commands: 'palette.section.commands',
};

export const PaletteRowView = memo(function PaletteRowView(props: PaletteRowProps) {
  const words = useWords();
  const { row, id, index, active, onPick } = props;
  if (row.kind === 'title') {
    const key = titles[row.key];
    return (
      <div className="section-title" role="presentation">
        {key && words.t(key)}
      </div>
    );
  }
  const option: HTMLAttributes<HTMLDivElement> = {
    role: 'option',
    'aria-selected': active,
    onClick: (event) => onPick({ newTab: event.ctrlKey || event.metaKey, beside: event.shiftKey }),
    onMouseDown: (event) => event.preventDefault(),
  };
  return (
    <div id={id} data-index={index} className="palette-row" {...option}>
      <RowContent row={row} />
    </div>
  );
});

function RowContent({ row }: { row: Exclude<PaletteRow, { kind: 'title' }> }) {
  const words = useWords();
  switch (row.kind) {
    case 'note':
      return (
        <>
          <span className="truncate">
            <MarkedText text={row.text} ranges={row.ranges} />
          </span>
          {row.via !== 'name' && <span className="badge">{words.t(`palette.via.${row.via}`)}</span>}
          {row.name && <span className="truncate muted">{row.name}</span>}
          <span className="palette-aside truncate">{row.folder}</span>
        </>
      );
    case 'command':
      return (
        <>
          <span className="truncate">
            <MarkedText text={row.text} ranges={row.ranges} />
          </span>
          {row.chord && <kbd className="palette-aside">{row.chord}</kbd>}
        </>
      );
    case 'tab':
    case 'topic':
      return (
        <>
          {(row.kind === 'topic' || row.topic) && <span className="topic-square" />}
          <span className="truncate">
            <MarkedText text={row.text} ranges={row.ranges} />
          </span>
          {row.kind === 'topic' && <span className="palette-aside tabular">{words.number(row.count)}</span>}
        </>
      );
    case 'match':
      return (
        <>
          <span className="truncate palette-match">
            <MarkedText text={row.text} ranges={row.ranges} />
          </span>
          <span className="palette-aside truncate">{row.title}</span>
        </>
      );
    case 'create':
      return (
        <>
          <Icon of={Plus} />
          <span className="truncate">{words.t('palette.create', { name: row.name })}</span>
        </>
      );
    case 'search':
      return (
        <>
          <Icon of={Search} />
          <span className="truncate">{words.t('palette.search', { query: row.query })}</span>
          <span className="palette-aside">
            <Icon of={CornerDownLeft} size={13} />
          </span>
        </>
      );
  }
}
