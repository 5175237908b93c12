/** Text that moves from note to note: what it would change is shown before it is done. */
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import type { Change, Params } from '../../../shared/contract/api.ts';
import { basename, dirname, stem } from '../../../shared/text/path.ts';
import { useLive } from '../../client/live-query.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { listTarget } from '../../ui/list-keys.ts';
import { Answered } from '../../ui/state.tsx';
import { useDelayed } from '../../ui/use-delayed.ts';
import { within } from '../file-asks.ts';
import { ChangeList } from '../topic/change-list.tsx';

type Method = 'note.extract' | 'note.split' | 'note.merge' | 'block.send';

interface ComposeProps<M extends Method> {
  title: string;
  action: string;
  method: M;
  /** Undefined while something has still to be chosen. */
  params: Params<M> | undefined;
  children?: ReactNode;
  onDo(params: Params<M>): void;
  onClose(): void;
}

/** The frame of them all: what can be chosen, what it comes to, and the word to do it. */
export function ComposeDialog<M extends Method>(props: ComposeProps<M>) {
  const { title, action, method, params, children, onDo, onClose } = props;
  const words = useWords();
  const form = useId();
  const key = params === undefined ? '' : JSON.stringify(params);
  const settledKey = useDelayed(key, 200);
  const settled = settledKey === '' ? undefined : (JSON.parse(settledKey) as Params<M>);
  const preview = useLive(method, settled && ({ ...settled, dryRun: true } as Params<M>), { keep: true });
  const edits: Change['edits'] = preview.data?.edits ?? [];
  const files = new Set(edits.map((edit) => edit.path)).size;
  const ready = params !== undefined && settledKey === key && edits.length > 0 && !preview.error;
  return (
    <Dialog size="wide" title={title} onClose={onClose}>
      <form
        id={form}
        className="compose-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && params) onDo(params);
        }}
      >
        {children}
      </form>
      {settled && (
        <Answered answer={preview}>
          {() => (
            <>
              {preview.error && <p role="alert">{words.error(preview.error)}</p>}
              <p className="muted">{words.t('compose.changes', { n: edits.length, files })}</p>
              <ChangeList edits={edits} />
            </>
          )}
        </Answered>
      )}
      <div className="dialog-actions">
        <Button onClick={onClose}>{words.t('action.cancel')}</Button>
        <Button look="strong" type="submit" form={form} disabled={!ready}>
          {action}
        </Button>
      </div>
    </Dialog>
  );
}

interface ExtractProps {
  path: string;
  /** The part: lines and columns from 1, and a name for it. */
  part: { from: Params<'note.extract'>['from']; to: Params<'note.extract'>['to']; name: string };
  onDo(params: Params<'note.extract'>): void;
  onClose(): void;
}

export function ExtractDialog({ path, part, onDo, onClose }: ExtractProps) {
  const words = useWords();
  const [name, setName] = useState(part.name);
  const [leave, setLeave] = useState<Params<'note.extract'>['leave']>('link');
  const target = name.trim().replace(/\.md$/i, '');
  const { from, to } = part;
  const params =
    target === ''
      ? undefined
      : {
          path,
          from,
          to,
          leave,
          target: `${target.includes('/') ? target : within(dirname(path), target)}.md`,
        };
  return (
    <ComposeDialog
      title={words.t('compose.extract-title', { name: stem(path) })}
      action={words.t('compose.extract')}
      method="note.extract"
      params={params}
      onDo={onDo}
      onClose={onClose}
    >
      <label className="field-label">
        {words.t('compose.name')}
        <input
          className="field"
          value={name}
          spellCheck={false}
          onFocus={(event) => event.target.select()}
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <div className="compose-choice">
        <span>{words.t('compose.leave')}</span>
        <Choice<Params<'note.extract'>['leave']>
          label={words.t('compose.leave')}
          value={leave}
          onChange={(value) => setLeave(value)}
          options={[
            { value: 'link', label: words.t('compose.link') },
            { value: 'embed', label: words.t('compose.embed') },
            { value: 'nothing', label: words.t('compose.nothing') },
          ]}
        />
      </div>
    </ComposeDialog>
  );
}

interface SplitProps {
  path: string;
  /** Levels that the note has headings of. */
  levels: readonly number[];
  onDo(params: Params<'note.split'>): void;
  onClose(): void;
}

export function SplitDialog({ path, levels, onDo, onClose }: SplitProps) {
  const words = useWords();
  const [level, setLevel] = useState(levels.includes(2) ? 2 : (levels[0] ?? 1));
  const params = { path, level };
  return (
    <ComposeDialog
      title={words.t('compose.split-title', { name: stem(path) })}
      action={words.t('compose.split')}
      method="note.split"
      params={params}
      onDo={onDo}
      onClose={onClose}
    >
      <div className="compose-choice">
        <span>{words.t('compose.level')}</span>
        <Choice
          label={words.t('compose.level')}
          value={String(level)}
          onChange={(value) => setLevel(Number(value))}
          options={levels.map((one) => ({ value: String(one), label: String(one) }))}
        />
      </div>
    </ComposeDialog>
  );
}

interface MergeProps {
  path: string;
  onDo(params: Params<'note.merge'>): void;
  onClose(): void;
}

const asMany = 8;

export function MergeDialog({ path, onDo, onClose }: MergeProps) {
  const words = useWords();
  const list = useId();
  const [query, setQuery] = useState('');
  const [target, setTarget] = useState<string>();
  const found = useLive('switch.query', { query, limit: asMany + 1 }, { keep: true });
  const others = (found.data ?? []).filter((one) => one.path !== path).slice(0, asMany);
  const params = target === undefined ? undefined : { path, target };
  /** Up and down go through the notes, Enter takes the first; the other keys are those of the field. */
  const move = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'Enter' && target === undefined) {
      event.preventDefault();
      setTarget(others[0]?.path);
    }
    if (!/^Arrow(?:Up|Down)$/.test(event.key)) return;
    const at = others.findIndex((one) => one.path === target);
    const next = listTarget(event.key, at, others.length, 1);
    if (next === undefined) return;
    event.preventDefault();
    setTarget(others[next]?.path);
  };
  return (
    <ComposeDialog
      title={words.t('compose.merge-title', { name: stem(path) })}
      action={words.t('compose.merge')}
      method="note.merge"
      params={params}
      onDo={onDo}
      onClose={onClose}
    >
      <label className="field-label">
        {words.t('compose.into')}
        <input
          className="field"
          value={query}
          spellCheck={false}
          aria-controls={list}
          onKeyDown={move}
          onChange={(event) => {
            setQuery(event.target.value);
            setTarget(undefined);
          }}
        />
      </label>
      <div id={list} className="compose-notes" role="listbox" aria-label={words.t('compose.into')}>
        {others.map((one) => (
          <button
            key={one.path}
            type="button"
            role="option"
            aria-selected={one.path === target}
            className="compose-note truncate"
            onClick={() => setTarget(one.path)}
          >
            {one.title || basename(one.path)}
            <span className="muted"> {dirname(one.path)}</span>
          </button>
        ))}
      </div>
    </ComposeDialog>
  );
}
