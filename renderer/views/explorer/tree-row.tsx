import { ChevronRight } from 'lucide-react';
import { type CSSProperties, type KeyboardEvent, useId, useRef, useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import type { FileRow, FolderRow, TreeRow } from '../../state/tree.ts';
import { Icon } from '../../ui/icon.tsx';
import { publishingWords, publishSign, usePublishState } from '../publish-state.ts';

interface TreeRowProps {
  row: TreeRow;
  selected: boolean;
  dropping: boolean;
  /** A name is being typed in this row. */
  editing: boolean;
  onName: OnName;
}

/**
 * The name that was agreed on, by a key or by going elsewhere; undefined where it was given up. What it returns is what
 * refuses the name, which then stays open.
 */
type OnName = (name: string | undefined, byKey: boolean) => Promise<unknown>;

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
  onName: OnName;
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
  const label = publishingWords(known, state, words.t);
  return (
    <span className="publish-dot" data-state={sign} role="img" aria-label={label} title={label}>
      {sign === 'error' ? '!' : null}
    </span>
  );
}

interface NameInputProps {
  value: string;
  folder: boolean;
  onName: OnName;
}

function NameInput({ value, folder, onName }: NameInputProps) {
  const words = useWords();
  const [name, setName] = useState(value);
  const [refusal, setRefusal] = useState<{ name: string; error: unknown }>();
  const reason = useId();
  // No state: giving the focus away in `onName` blurs this input before it is drawn again.
  const done = useRef(false);
  async function finish(result: string | undefined, byKey: boolean) {
    if (done.current) return;
    done.current = true;
    const error = await onName(result?.trim() ? result.trim() : undefined, byKey);
    if (error === undefined) return;
    done.current = false;
    setRefusal({ name, error });
  }
  function onKeyDown(event: KeyboardEvent) {
    event.stopPropagation();
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'Enter') void finish(name, true);
    if (event.key === 'Escape') void finish(undefined, true);
  }
  // Who goes elsewhere after a refusal has given the name up.
  const onBlur = () => void finish(refusal?.name === name ? undefined : name, false);
  return (
    <>
      <input
        className="tree-input"
        ref={takeFocus}
        value={name}
        spellCheck={false}
        aria-label={words.t(folder ? 'explorer.folder-name' : 'explorer.note-name')}
        aria-invalid={refusal !== undefined}
        aria-describedby={refusal && reason}
        onChange={(event) => {
          setName(event.target.value);
          setRefusal(undefined);
        }}
        onKeyDown={onKeyDown}
        onBlur={onBlur}
      />
      {refusal && (
        <p ref={placeBelow} id={reason} className="tree-refusal" role="alert" popover="manual">
          {words.error(refusal.error)}
        </p>
      )}
    </>
  );
}

/** Over everything, since a row has no room for it. */
function placeBelow(reason: HTMLElement | null): void {
  const box = reason?.previousElementSibling?.getBoundingClientRect();
  if (!reason || !box) return;
  reason.style.left = `${box.left}px`;
  reason.style.top = `${box.bottom + 4}px`;
  reason.style.width = `${Math.max(220, box.width)}px`;
  reason.showPopover();
}

function takeFocus(input: HTMLInputElement | null): void {
  if (!input || input === document.activeElement) return;
  input.focus();
  input.select();
}
