import { Ellipsis } from 'lucide-react';
import { useWords } from '../../i18n/words.ts';
import { useActions } from '../../state/actions.ts';
import { nameFrom, type Paragraph, useSend } from '../../state/send-asks.ts';
import { IconButton } from '../../ui/button.tsx';
import { type MenuItem, useMenu } from '../../ui/menu.tsx';

interface ParagraphMenuProps {
  paragraph: Paragraph;
  /** The note that it may be sent to without a question. */
  topic: string;
  /** What else can be done with it, put first. */
  children?: readonly MenuItem[];
}

/** What can be done with a paragraph where it is quoted: send it to the topic, make a note from it, open it. */
export function ParagraphMenu({ paragraph, topic, children = [] }: ParagraphMenuProps) {
  const words = useWords();
  const actions = useActions();
  const openMenu = useMenu();
  const send = useSend();
  const { path, line, text } = paragraph;
  const items: readonly MenuItem[] = [
    ...children,
    { label: words.t('command.send'), run: () => send(paragraph, { target: topic }) },
    { label: words.t('command.make-note'), run: () => send(paragraph, { name: nameFrom(text) }) },
    'line',
    { label: words.t('explorer.open-tab'), run: () => actions.open(path, { line, newTab: true }) },
  ];
  return (
    <IconButton
      icon={Ellipsis}
      size={14}
      label={words.t('send.more')}
      aria-haspopup="menu"
      onClick={(event) => openMenu(event.currentTarget.getBoundingClientRect(), items)}
    />
  );
}
