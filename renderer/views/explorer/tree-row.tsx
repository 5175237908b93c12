import { ChevronRight } from 'lucide-react';
import { type CSSProperties, type KeyboardEvent, useRef, useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import type { FileRow, FolderRow, TreeRow } from '../../state/tree.ts';
import { Icon } from '../../ui/icon.tsx';
import { publishSign, publishStateWords, usePublishState } from '../publish-state.ts';

interface TreeRowProps {
  row: TreeRow;
  selected: boolean;
  dropping: boolean;
  /** A name is being typed in this row. */
  editing: boolean;
  onName(name: string | undefined): void;
}

export function TreeRowView({ row, selected, dropping, editing, onName }: TreeRowProps) {
  const words = useWords();
  const style = { '--depth': row.depth } as CSSProperties;
  return (
    <div className="row tree-row" style={style} data-selected={selected} data-drop={dropping}>
      {row.kind === 'loading' && <span className="muted">{words.t('state.loading')}</span>}
      {row.kind === 'draft' && <NameInput value="" folder={row.folder} onName={onName} />}
      {row.kind === 'folder' && <Folder row={row} editing={editing} onName={onName} />}
      {row.kind === 'file' &&
        (editing ? <NameInput value={row.name} folder={false} onName={onName} /> : <File row={row} />)}
    </div>
  );
}

interface FolderProps {
  row: FolderRow;
  editing: boolean;
  onName(name: string | undefined): void;
}

function Folder({ row, editing, onName }: FolderProps) {
  const words = useWords();
  return (
    <>
      <span className="tree-chevron" data-open={row.open}>
        <Icon of={ChevronRight} />
      </span>
      {editing ? (
        <NameInput value={row.name} folder onName={onName} />
      ) : (
        <span className="truncate" title={row.name}>
          {row.name}
        </span>
      )}
      {row.notes > 0 && (
        <span className="row-count">
          {words.number(row.notes)}
          <span className="visually-hidden"> {words.t('explorer.notes')}</span>
        </span>
      )}
    </>
  );
}

function File({ row }: { row: FileRow }) {
  return (
    <>
      <span className="truncate" title={row.title === row.name ? row.name : `${row.name}\n${row.title}`}>
        {row.name}
      </span>
      {row.note && <PublishDot path={row.path} draft={row.draft} />}
    </>
  );
}

/** Sign of a note's state in the blog, or of a draft where no blog knows it. */
export function PublishDot({ path, draft }: { path: string; draft: boolean }) {
  const words = useWords();
  const known = usePublishState(path);
  const state = known && known.state !== 'never' ? known.state : draft ? 'draft' : 'never';
  const sign = publishSign(state);
  if (!sign) return null;
  const label = words.t(publishStateWords(state));
  return (
    <span className="publish-dot" data-state={sign} role="img" aria-label={label} title={label}>
      {sign === 'error' ? '!' : null}
    </span>
  );
}

interface NameInputProps {
  value: string;
  folder: boolean;
  /** The name that was agreed on; undefined where it was given up. */
  onName(name: string | undefined): void;
}

function NameInput({ value, folder, onName }: NameInputProps) {
  const words = useWords();
  const [name, setName] = useState(value);
  // No state: giving the focus away in `onName` blurs this input before it is drawn again.
  const done = useRef(false);
  function finish(result: string | undefined) {
    if (done.current) return;
    done.current = true;
    onName(result?.trim() ? result.trim() : undefined);
  }
  function onKeyDown(event: KeyboardEvent) {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') finish(name);
    if (event.key === 'Escape') finish(undefined);
  }
  return (
    <input
      className="tree-input"
      ref={takeFocus}
      value={name}
      spellCheck={false}
      aria-label={words.t(folder ? 'explorer.folder-name' : 'explorer.note-name')}
      onChange={(event) => setName(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => finish(name)}
    />
  );
}

function takeFocus(input: HTMLInputElement | null): void {
  if (!input || input === document.activeElement) return;
  input.focus();
  input.select();
}
