import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useClient, useLive, withSettings } from '../../client/live-query.ts';
import { useWords } from '../../i18n/words.ts';
import { useActions } from '../../state/actions.ts';
import { type DigestSpan, digestDates, digestName, spanAround } from '../../state/digest-span.ts';
import { useSession } from '../../state/session.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Answered } from '../../ui/state.tsx';
import './digest-dialog.css';

const units: readonly DigestSpan['unit'][] = ['week', 'month'];

/** Gathers what was written about each topic in a week or a month, and makes a note of it. */
export function DigestDialog({ onClose }: { onClose(): void }) {
  const words = useWords();
  const client = useClient();
  const actions = useActions();
  const { notices } = useSession();
  const [span, setSpan] = useState<DigestSpan>({ unit: 'week', back: 0 });
  const [post, setPost] = useState(false);
  const [busy, setBusy] = useState(false);
  const today = new Date();
  const dates = digestDates(span, today);
  const name = digestName(span, dates);
  const title = words.t('digest.name', { span: name });
  const digest = useLive('topic.digest', { ...dates, title, post }, { ...withSettings, keep: true });

  async function create(text: string) {
    setBusy(true);
    try {
      const { path } = await client.call('note.create', { path: title, text });
      onClose();
      actions.open(path);
    } catch (error) {
      notices.fail(error);
      setBusy(false);
    }
  }

  return (
    <Dialog size="wide" title={words.t('digest.title')} onClose={onClose}>
      <div className="digest-choice">
        <Choice<DigestSpan['unit']>
          label={words.t('digest.span')}
          options={units.map((value) => ({ value, label: words.t(`digest.${value}`) }))}
          value={span.unit}
          onChange={(unit) =>
            setSpan(span.back === 0 ? { unit, back: 0 } : spanAround(unit, dayOf(dates.from), today))
          }
        />
        <SpanSteps span={span} name={name} day={dates.from} onChange={setSpan} />
        <label className="digest-post">
          <input type="checkbox" checked={post} onChange={(event) => setPost(event.target.checked)} />
          {words.t('digest.post')}
        </label>
      </div>
      <Answered answer={digest}>
        {({ topics, paragraphs, text }) => (
          <>
            <p role="status">
              {topics.length === 0
                ? words.t('digest.none')
                : words.t('digest.found', {
                    n: paragraphs,
                    topics: words.t('digest.topics', { n: topics.length }),
                  })}
            </p>
            {topics.length > 0 && <pre className="digest-text">{text}</pre>}
            <div className="dialog-actions">
              <Button onClick={onClose}>{words.t('action.cancel')}</Button>
              <Button
                look="strong"
                busy={busy}
                disabled={topics.length === 0}
                onClick={() => void create(text)}
              >
                {words.t('digest.create')}
              </Button>
            </div>
          </>
        )}
      </Answered>
    </Dialog>
  );
}

/** A day of the calendar, at noon. */
const dayOf = (date: string) => new Date(`${date}T12:00:00`);

interface SpanStepsProps {
  span: DigestSpan;
  name: string;
  /** The first one of the span. */
  day: string;
  onChange(span: DigestSpan): void;
}

/** To the week or month before or after, or to the one of a day. */
function SpanSteps({ span, name, day, onChange }: SpanStepsProps) {
  const words = useWords();
  const { unit, back } = span;
  return (
    <div className="digest-steps">
      <IconButton
        icon={ChevronLeft}
        label={words.t(`digest.before.${unit}`)}
        onClick={() => onChange({ unit, back: back + 1 })}
      />
      <span className="digest-name tabular" aria-live="polite">
        {name}
      </span>
      <IconButton
        icon={ChevronRight}
        label={words.t(`digest.after.${unit}`)}
        disabled={back === 0}
        onClick={() => onChange({ unit, back: back - 1 })}
      />
      <input
        type="date"
        aria-label={words.t('digest.day')}
        title={words.t('digest.day')}
        value={day}
        onChange={({ target }) => target.value && onChange(spanAround(unit, dayOf(target.value), new Date()))}
      />
    </div>
  );
}
