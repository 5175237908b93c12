import { type KeyboardEvent, useId, useState } from 'react';
import type { Params } from '../../../shared/contract/api.ts';
import { dirname, stem } from '../../../shared/text/path.ts';
import { useLive } from '../../client/live-query.ts';
import { useWords } from '../../i18n/words.ts';
import type { Paragraph, SendTo } from '../../state/send-asks.ts';
import { topicFolder } from '../../state/timeline.ts';
import { Choice } from '../../ui/choice.tsx';
import { within } from '../file-asks.ts';
import { ComposeDialog } from './compose-dialogs.tsx';

type Sent = Params<'block.send'>;

interface SendDialogProps {
  paragraph: Paragraph;
  to: SendTo;
  onDo(params: Sent): void;
  onClose(): void;
}

const most = 6;

/** Where a paragraph goes, and what becomes of it here. */
export function SendDialog({ paragraph, to, onDo, onClose }: SendDialogProps) {
  const words = useWords();
  const make = 'name' in to;
  const preset = 'target' in to ? to.target : undefined;
  const [query, setQuery] = useState(make ? to.name : preset === undefined ? '' : stem(preset));
  const [picked, setPicked] = useState(0);
  const [what, setWhat] = useState<Sent['what']>('move');
  const [leave, setLeave] = useState<NonNullable<Sent['leave']>>('link');
  const [heading, setHeading] = useState('');
  const targets = useTargets(query, paragraph.path, { make, preset });
  const target = targets[picked] ?? targets[0];
  const { path, line, text } = paragraph;
  const params: Sent | undefined = target && {
    ...{ path, line, text, what, leave, target: target.path },
    ...(heading.trim() !== '' && { heading: heading.trim() }),
  };

  function onKeyDown(event: KeyboardEvent) {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || event.nativeEvent.isComposing || targets.length === 0) return;
    event.preventDefault();
    setPicked((picked + step + targets.length) % targets.length);
  }

  return (
    <ComposeDialog
      title={words.t(make ? 'send.make-title' : 'send.title', { name: stem(path) })}
      action={words.t(`send.do-${what}`)}
      method="block.send"
      params={params}
      onDo={onDo}
      onClose={onClose}
    >
      <Targets
        label={words.t(make ? 'send.name' : 'send.to')}
        query={query}
        onQuery={(next) => {
          setQuery(next);
          setPicked(0);
        }}
        onKeyDown={onKeyDown}
        targets={targets}
        target={target}
        onPick={setPicked}
      />
      <div className="compose-choice">
        <span>{words.t('send.what')}</span>
        <Choice<Sent['what']>
          label={words.t('send.what')}
          value={what}
          onChange={setWhat}
          options={(['move', 'copy', 'embed'] as const).map((value) => ({
            value,
            label: words.t(`send.${value}`),
          }))}
        />
      </div>
      {what === 'move' && (
        <div className="compose-choice">
          <span>{words.t('compose.leave')}</span>
          <Choice<typeof leave>
            label={words.t('compose.leave')}
            value={leave}
            onChange={setLeave}
            options={(['link', 'embed', 'nothing'] as const).map((value) => ({
              value,
              label: words.t(`compose.${value}`),
            }))}
          />
        </div>
      )}
      <Heading path={target?.fresh ? undefined : target?.path} value={heading} onChange={setHeading} />
    </ComposeDialog>
  );
}

interface Target {
  path: string;
  name: string;
  /** There is no such note yet. */
  fresh: boolean;
}

/** Notes that fit what was typed, and the one that can be made; before anything is typed, the foremost topics. */
function useTargets(
  query: string,
  source: string,
  { make, preset }: { make: boolean; preset: string | undefined },
): Target[] {
  const topics = useLive('topic.list', { limit: 50 }, { keep: true });
  const asked = query.trim();
  const found = useLive('switch.query', asked === '' ? undefined : { query: asked, limit: 30 }, {
    keep: true,
  });
  const notes = asked === '' ? (topics.data ?? []) : (found.data ?? []);
  // A note may be found by its name and by a heading of it.
  const byPath = new Map(notes.map(({ path, name }) => [path, { path, name, fresh: false }]));
  const known = [...byPath.values()].filter(({ path }) => path !== source);
  // What was asked for at first stands first while its name does.
  known.sort((a, b) => Number(b.path === preset) - Number(a.path === preset));
  const name = asked.replace(/\.md$/i, '');
  const path = `${name.includes('/') ? name : within(topicFolder(topics.data ?? []), name)}.md`;
  const isKnown = known.some((one) => one.path.toLowerCase() === path.toLowerCase());
  const fresh = name === '' || isKnown || path === source ? [] : [{ path, name, fresh: true }];
  return make ? [...fresh, ...known.slice(0, most)] : [...known.slice(0, most), ...fresh];
}

interface TargetsProps {
  label: string;
  query: string;
  onQuery(query: string): void;
  onKeyDown(event: KeyboardEvent): void;
  targets: readonly Target[];
  target: Target | undefined;
  onPick(index: number): void;
}

function Targets({ label, query, onQuery, onKeyDown, targets, target, onPick }: TargetsProps) {
  const words = useWords();
  const list = useId();
  return (
    <>
      <label className="field-label">
        {label}
        <input
          className="field"
          value={query}
          spellCheck={false}
          autoComplete="off"
          aria-controls={list}
          onFocus={(event) => event.target.select()}
          onKeyDown={onKeyDown}
          onChange={(event) => onQuery(event.target.value)}
        />
      </label>
      <div id={list} className="compose-notes" role="listbox" aria-label={label}>
        {targets.map((one, index) => (
          <button
            key={one.path}
            type="button"
            role="option"
            tabIndex={-1}
            aria-selected={one === target}
            className="compose-note truncate"
            onClick={() => onPick(index)}
          >
            {one.name} <span className="muted">{one.fresh ? words.t('send.new') : dirname(one.path)}</span>
          </button>
        ))}
      </div>
    </>
  );
}

interface HeadingProps {
  /** The note whose headings are offered. */
  path: string | undefined;
  value: string;
  onChange(value: string): void;
}

function Heading({ path, value, onChange }: HeadingProps) {
  const words = useWords();
  const id = useId();
  const facts = useLive('note.facts', path === undefined ? undefined : { path });
  const headings = new Set(facts.data?.headings.map(({ text }) => text));
  return (
    <label className="field-label">
      {words.t('send.under')}
      <input
        className="field"
        list={id}
        value={value}
        placeholder={words.t('send.end')}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
      />
      <datalist id={id}>
        {[...headings].map((text) => (
          <option key={text} value={text} />
        ))}
      </datalist>
    </label>
  );
}
