import {
  ArrowLeft,
  ArrowRight,
  ArrowUpFromLine,
  BookOpen,
  Ellipsis,
  PanelLeft,
  PanelRight,
} from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { useWords, type Words } from '../../i18n/words.ts';
import { useCommands } from '../../state/command-context.ts';
import { showChord } from '../../state/commands.ts';
import { isMac, useHost } from '../../state/host.ts';
import type { Place } from '../../state/place.ts';
import { IconButton } from '../../ui/button.tsx';
import { useMenu } from '../../ui/menu.tsx';
import { CommandButton } from './command-button.tsx';
import { usePaneOpen } from './use-panes.ts';
import './page-bar.css';

interface PageBarProps {
  place: Place;
  /** Put before the page's own buttons. */
  children?: ReactNode;
}

/** The line above a page: where it is, and what can be done with it. */
export function PageBar({ place, children }: PageBarProps) {
  const words = useWords();
  const { left, right } = usePaneOpen();
  return (
    <header className="page-bar">
      {!left && <CommandButton id="pane.left" icon={PanelLeft} />}
      <CommandButton id="go.back" icon={ArrowLeft} />
      <CommandButton id="go.forward" icon={ArrowRight} />
      <Breadcrumb parts={crumbsOf(place, words)} />
      {children}
      {place.kind === 'note' && <CommandButton id="note.reading" icon={BookOpen} />}
      {place.kind === 'note' && <CommandButton id="publish.note" icon={ArrowUpFromLine} />}
      <PageMenu place={place} />
      {!right && (place.kind === 'note' || place.kind === 'topic') && (
        <CommandButton id="pane.right" icon={PanelRight} />
      )}
    </header>
  );
}

function Breadcrumb({ parts }: { parts: readonly string[] }) {
  const words = useWords();
  return (
    <nav className="breadcrumb" aria-label={words.t('window.breadcrumb')}>
      <ol>
        {parts.map((part, index) => (
          <li key={parts.slice(0, index + 1).join('/')} className="truncate" title={part}>
            {part}
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** What the "…" button offers, by kind of page. */
const menuCommands: Partial<Record<Place['kind'], readonly string[]>> = {
  note: [
    'note.topic',
    'note.graph',
    '-',
    'note.rename',
    'note.move',
    'note.copy-path',
    'note.reveal',
    '-',
    'note.delete',
  ],
  topic: ['topic.note', 'note.graph', '-', 'note.rename', 'note.copy-path', 'note.reveal'],
  attachment: ['note.rename', 'note.move', 'note.copy-path', 'note.reveal', '-', 'note.delete'],
};

function PageMenu({ place }: { place: Place }) {
  const words = useWords();
  const mac = isMac(useHost());
  const openMenu = useMenu();
  const commands = useCommands();
  const id = useId();
  const ids = menuCommands[place.kind];
  if (!ids) return null;
  function open() {
    const box = document.getElementById(id)?.getBoundingClientRect();
    if (!box || !ids) return;
    const items = ids.map((each) => {
      const command = commands.find((one) => one.id === each);
      if (!command) return 'line' as const;
      const chord = command.keys?.[0];
      return {
        label: words.t(command.title),
        hint: chord && showChord(chord, mac),
        disabled: command.when ? !command.when() : false,
        danger: each === 'note.delete',
        run: () => command.run(),
      };
    });
    openMenu(box, items);
  }
  return (
    <IconButton id={id} icon={Ellipsis} label={words.t('window.more')} aria-haspopup="menu" onClick={open} />
  );
}

function crumbsOf(place: Place, words: Words): string[] {
  if (place.kind === 'topic') return [words.t('topic.section'), nameOf(place.path)];
  if (place.kind === 'around') return [words.t('place.graph'), nameOf(place.path)];
  if (place.kind === 'graph') return [words.t('place.graph')];
  return crumbs('path' in place ? place.path : '');
}

function crumbs(path: string): string[] {
  return path.replace(/\.md$/i, '').split('/');
}

function nameOf(path: string): string {
  return crumbs(path).at(-1) ?? path;
}
