import { type KeyboardEvent, useCallback, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { MessageKey } from '../../i18n/messages.ts';
import { useWords } from '../../i18n/words.ts';
import { showChord } from '../../state/commands.ts';
import { isMac, useHost } from '../../state/host.ts';
import { firstPick, nextPick, type PaletteRow, readPaletteInput } from '../../state/palette.ts';
import { type PaletteMode, useSession } from '../../state/session.ts';
import { useStore } from '../../state/store.ts';
import { PaletteRowView } from './palette-row.tsx';
import './palette.css';
import { type PickOptions, usePalettePick } from './use-palette-pick.ts';
import { usePaletteRows } from './use-palette-rows.ts';

/** The palette, where it is open. */
export function PaletteHost() {
  const { overlay } = useSession();
  const mode = useStore(overlay, (state) => state.palette);
  const close = useCallback(() => overlay.set((state) => ({ ...state, palette: undefined })), [overlay]);
  if (!mode) return null;
  return <Palette key={mode} opened={mode} onClose={close} />;
}

const placeholders: Record<PaletteMode, MessageKey> = {
  notes: 'palette.notes',
  commands: 'palette.commands',
  tabs: 'palette.tabs',
  symbols: 'palette.symbols',
  all: 'palette.all',
};

interface PaletteProps {
  opened: PaletteMode;
  onClose(): void;
}

/** One box for notes, commands, tabs and everything: type, arrows, Enter. */
function Palette({ opened, onClose }: PaletteProps) {
  const words = useWords();
  const id = useId();
  const [input, setInput] = useState('');
  const [query, setQuery] = useState('');
  const [picked, setPicked] = useState<{ query: string; index: number }>();
  const [pending, setPending] = useState<PickOptions>();
  const { mode, query: wanted } = readPaletteInput(opened, query);
  const { rows, waiting, error } = usePaletteRows(mode, wanted);
  const pick = usePalettePick(onClose);
  const dialog = useDialogElement(onClose);
  const mac = isMac(useHost());
  const composing = useRef(false);
  const index = picked?.query === query ? Math.min(picked.index, rows.length - 1) : firstPick(rows);

  // Enter was pressed before the answer to what was typed: it means the first row of that answer.
  useEffect(() => {
    const row = rows[firstPick(rows)];
    if (!pending || waiting || !row) return;
    setPending(undefined);
    pick(row, pending);
  }, [pending, waiting, rows, pick]);

  function onKeyDown(event: KeyboardEvent) {
    // While an input method is composing, every key is its own.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const step = stepFor(event);
    if (step) {
      event.preventDefault();
      setPicked({ query, index: nextPick(rows, index, step) });
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      enter({ newTab: event.ctrlKey || event.metaKey, beside: event.shiftKey });
    }
    if (event.key === 'Escape') {
      event.preventDefault();
      onClose();
    }
  }

  function enter(options: PickOptions) {
    const row = rows[index];
    if (waiting && picked?.query !== query) setPending(options);
    else if (row) pick(row, options);
  }

  return (
    <dialog ref={dialog} className="palette" aria-label={words.t(placeholders[opened])}>
      <input
        className="palette-input"
        role="combobox"
        aria-label={words.t(placeholders[opened])}
        aria-expanded
        aria-autocomplete="list"
        aria-controls={id}
        aria-activedescendant={index >= 0 ? `${id}-${index}` : undefined}
        value={input}
        placeholder={words.t(placeholders[opened])}
        spellCheck={false}
        autoComplete="off"
        onKeyDown={onKeyDown}
        onCompositionStart={() => {
          composing.current = true;
        }}
        onCompositionEnd={(event) => {
          composing.current = false;
          setQuery(event.currentTarget.value);
        }}
        onChange={(event) => {
          setInput(event.target.value);
          if (!composing.current) setQuery(event.target.value);
        }}
      />
      <PaletteList id={id} rows={rows} index={index} onPick={pick} />
      {error !== undefined && (
        <p className="palette-empty" role="alert">
          {words.error(error)}
        </p>
      )}
      {rows.length === 0 && !waiting && error === undefined && (
        <p className="palette-empty">{words.t('palette.empty')}</p>
      )}
      <footer className="palette-foot">
        <span>
          <kbd>↵</kbd> {words.t(mode === 'commands' ? 'palette.run' : 'palette.open')}
        </span>
        {mode !== 'commands' && (
          <span>
            <kbd>{showChord('Mod+Enter', mac)}</kbd> {words.t('palette.new-tab')}
          </span>
        )}
        {mode !== 'commands' && (
          <>
            <span>
              <kbd>{showChord('Shift+Enter', mac)}</kbd> {words.t('palette.beside')}
            </span>
            <span>
              <kbd>#</kbd> {words.t('palette.to-headings')}
            </span>
            <span>
              <kbd>@</kbd> {words.t('palette.to-symbols')}
            </span>
            <span>
              <kbd>&gt;</kbd> {words.t('palette.to-commands')}
            </span>
          </>
        )}
      </footer>
    </dialog>
  );
}

interface PaletteListProps {
  id: string;
  rows: readonly PaletteRow[];
  index: number;
  onPick(row: PaletteRow, options: PickOptions): void;
}

function PaletteList({ id, rows, index, onPick }: PaletteListProps) {
  const words = useWords();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector(`[data-index="${index}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [index]);
  return (
    <div ref={list} id={id} className="palette-list" role="listbox" aria-label={words.t('palette.results')}>
      {rows.map((row, at) => (
        <PaletteRowView
          key={row.key}
          row={row}
          id={`${id}-${at}`}
          index={at}
          active={at === index}
          onPick={(options) => onPick(row, options)}
        />
      ))}
    </div>
  );
}

function useDialogElement(onClose: () => void) {
  const dialog = useRef<HTMLDialogElement>(null);
  // Closed while it is still on the page, it gives the focus back to where it came from.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (!element) return;
    element.showModal();
    const outside = (event: PointerEvent) => {
      if (event.target !== element) return;
      const box = element.getBoundingClientRect();
      const below = event.clientY > box.bottom || event.clientY < box.top;
      if (below || event.clientX < box.left || event.clientX > box.right) onClose();
    };
    const cancel = (event: Event) => {
      event.preventDefault();
      onClose();
    };
    element.addEventListener('pointerdown', outside);
    element.addEventListener('cancel', cancel);
    return () => {
      element.removeEventListener('pointerdown', outside);
      element.removeEventListener('cancel', cancel);
      element.close();
    };
  }, [onClose]);
  return dialog;
}

function stepFor(event: KeyboardEvent): 1 | -1 | undefined {
  if (event.key === 'ArrowDown' || (event.ctrlKey && event.key === 'n')) return 1;
  if (event.key === 'ArrowUp' || (event.ctrlKey && event.key === 'p')) return -1;
  if (event.key === 'Tab') return event.shiftKey ? -1 : 1;
  return undefined;
}
