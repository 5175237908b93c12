import { useState } from 'react';
import { useClient, useLive, withSettings } from '../../client/live-query.ts';
import { useWords } from '../../i18n/words.ts';
import { useActions } from '../../state/actions.ts';
import { type DigestSpan, digestDates, digestName } from '../../state/digest-span.ts';
import { useSession } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Answered } from '../../ui/state.tsx';
import './digest-dialog.css';

const spans: readonly DigestSpan[] = ['this-week', 'last-week', 'this-month', 'last-month'];

/** Gathers what was written about each topic in a week or a month, and makes a note of it. */
export function DigestDialog({ onClose }: { onClose(): void }) {
  const words = useWords();
  const client = useClient();
  const actions = useActions();
  const { notices } = useSession();
  const [span, setSpan] = useState<DigestSpan>('this-week');
  const [post, setPost] = useState(false);
  const [busy, setBusy] = useState(false);
  const dates = digestDates(span, new Date());
  const title = words.t('digest.name', { span: digestName(span, dates) });
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
        <Choice<DigestSpan>
          label={words.t('digest.span')}
          options={spans.map((value) => ({ value, label: words.t(`digest.${value}`) }))}
          value={span}
          onChange={setSpan}
        />
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
