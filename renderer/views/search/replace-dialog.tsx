import { useMemo, useState } from 'react';
import type { Result } from '../../../shared/contract/api.ts';
import { useClient, useLive } from '../../client/live-query.ts';
import { useWords } from '../../i18n/words.ts';
import { useActions } from '../../state/actions.ts';
import { useSession } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Flow } from '../../ui/flow.tsx';
import { useDelayed } from '../../ui/use-delayed.ts';
import { QueryError } from './query-error.tsx';
import './replace.css';

type Plan = Result<'replace.plan'>;
type Note = Plan['notes'][number];
type Place = Note['places'][number];
type Row = { kind: 'note'; note: Note } | { kind: 'place'; note: Note; place: Place };

const delay = 250;
const keyOf = (note: Note, place: Place) => `${place.from} ${note.path}`;

/** Replace in the vault: every place is shown as it is and as it will be, and can be left out. */
export function ReplaceDialog({ query: first, onClose }: { query: string; onClose(): void }) {
  const words = useWords();
  const client = useClient();
  const actions = useActions();
  const { notices } = useSession();
  const [query, setQuery] = useState(first);
  const [replacement, setReplacement] = useState('');
  const [preserveCase, setPreserveCase] = useState(false);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const wanted = useDelayed(query.trim(), delay);
  const insert = useDelayed(replacement, delay);
  const params = wanted === '' ? undefined : { query: wanted, replacement: insert, preserveCase };
  const answer = useLive('replace.plan', params, { keep: true });
  const plan = wanted === '' || answer.error ? undefined : answer.data;
  const chosen = useMemo(() => choose(plan, left), [plan, left]);
  const count = chosen.reduce((sum, { from }) => sum + from.length, 0);
  const current = query.trim() === wanted && replacement === insert && !answer.loading;

  async function apply() {
    if (!params) return;
    setBusy(true);
    try {
      const done = await client.call('replace.apply', { ...params, notes: chosen });
      notices.say(
        'replace.done',
        { n: done.places },
        { label: 'action.undo', run: () => void actions.undo() },
      );
      onClose();
    } catch (error) {
      notices.fail(error);
      answer.refresh();
    }
    setBusy(false);
  }

  const toggle = (keys: readonly string[], on: boolean) => {
    const next = new Set(left);
    for (const key of keys)
      if (on) next.delete(key);
      else next.add(key);
    setLeft(next);
  };

  return (
    <Dialog size="wide" title={words.t('replace.title')} onClose={onClose}>
      <div className="replace-fields">
        <label className="field-label">
          {words.t('replace.find')}
          <input
            className="field"
            value={query}
            spellCheck={false}
            placeholder={words.t('replace.find.hint')}
            onChange={(event) => setQuery(event.target.value)}
          />
        </label>
        <label className="field-label">
          {words.t('replace.with')}
          <input
            className="field"
            value={replacement}
            spellCheck={false}
            onChange={(event) => setReplacement(event.target.value)}
          />
        </label>
        <div className="replace-options">
          <label>
            <input
              type="checkbox"
              checked={preserveCase}
              onChange={(event) => setPreserveCase(event.target.checked)}
            />
            {words.t('replace.case')}
          </label>
          {/^\/|\s\//.test(query) && <span className="muted">{words.t('replace.groups')}</span>}
        </div>
      </div>
      {answer.error?.code === 'invalid-query' && wanted !== '' ? (
        <QueryError query={wanted} error={answer.error} />
      ) : (
        <Preview plan={plan} left={left} onToggle={toggle} />
      )}
      <div className="dialog-actions">
        {plan && plan.places > 0 && (
          <output className="replace-count muted">
            {words.t('replace.count', {
              n: plan.places,
              notes: words.t('replace.notes', { n: plan.notes.length }),
            })}
            {plan.more && ` ${words.t('replace.more')}`}
          </output>
        )}
        <Button onClick={onClose}>{words.t('action.cancel')}</Button>
        <Button look="strong" busy={busy} disabled={count === 0 || !current} onClick={() => void apply()}>
          {words.t('replace.apply', { n: count })}
        </Button>
      </div>
    </Dialog>
  );
}

function choose(plan: Plan | undefined, left: ReadonlySet<string>) {
  return (plan?.notes ?? []).flatMap((note) => {
    const from = note.places.filter((place) => !left.has(keyOf(note, place))).map((place) => place.from);
    return from.length > 0 ? [{ path: note.path, hash: note.hash, from }] : [];
  });
}

interface PreviewProps {
  plan: Plan | undefined;
  left: ReadonlySet<string>;
  onToggle(keys: readonly string[], on: boolean): void;
}

function Preview({ plan, left, onToggle }: PreviewProps) {
  const words = useWords();
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const rows = useMemo<Row[]>(
    () =>
      (plan?.notes ?? []).flatMap((note): Row[] => [
        { kind: 'note', note },
        ...note.places.map((place): Row => ({ kind: 'place', note, place })),
      ]),
    [plan],
  );
  if (!plan) return <p className="replace-empty muted">{words.t('replace.ready')}</p>;
  if (rows.length === 0) return <p className="replace-empty muted">{words.t('replace.none')}</p>;
  return (
    <div ref={setScroller} className="replace-scroll">
      <Flow
        scroller={scroller}
        items={rows}
        itemKey={(row) => (row.kind === 'note' ? row.note.path : keyOf(row.note, row.place))}
        estimate={() => 30}
        row={(row) =>
          row.kind === 'note' ? (
            <NoteRow note={row.note} left={left} onToggle={onToggle} />
          ) : (
            <PlaceRow row={row} on={!left.has(keyOf(row.note, row.place))} onToggle={onToggle} />
          )
        }
      />
    </div>
  );
}

function NoteRow({ note, left, onToggle }: { note: Note } & Pick<PreviewProps, 'left' | 'onToggle'>) {
  const words = useWords();
  const keys = note.places.map((place) => keyOf(note, place));
  const on = keys.filter((key) => !left.has(key)).length;
  return (
    <label className="replace-note">
      <input
        type="checkbox"
        checked={on === keys.length}
        ref={(box) => {
          if (box) box.indeterminate = on > 0 && on < keys.length;
        }}
        aria-label={words.t('replace.note', { name: note.title })}
        onChange={(event) => onToggle(keys, event.target.checked)}
      />
      <span className="truncate">{note.title}</span>
      <span className="muted truncate">{note.path}</span>
      <span className="row-count">{words.number(keys.length)}</span>
    </label>
  );
}

function PlaceRow({
  row,
  on,
  onToggle,
}: {
  row: Extract<Row, { kind: 'place' }>;
  on: boolean;
  onToggle: PreviewProps['onToggle'];
}) {
  const words = useWords();
  const { line, before, found, insert, after } = row.place;
  return (
    <label className="replace-place" data-off={!on}>
      <input
        type="checkbox"
        checked={on}
        aria-label={words.t('replace.place', { line, text: `${before}${found}${after}` })}
        onChange={(event) => onToggle([keyOf(row.note, row.place)], event.target.checked)}
      />
      <span className="replace-line tabular">{line}</span>
      <span className="replace-text">
        {before.trimStart()}
        <del>{found}</del>
        <ins>{insert}</ins>
        {after}
      </span>
    </label>
  );
}
