import { useClient, useLive, withSettings } from '../../client/live-query.ts';
import { useWords } from '../../i18n/words.ts';
import { useSession } from '../../state/session.ts';
import { Button, TextButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Answered } from '../../ui/state.tsx';

interface IgnoredDialogProps {
  target: string;
  name: string;
  onClose(): void;
}

/** What was put aside for a topic, each with the word to count it again. */
export function IgnoredDialog({ target, name, onClose }: IgnoredDialogProps) {
  const words = useWords();
  const client = useClient();
  const { notices } = useSession();
  const aside = useLive('mention.ignored', { target }, withSettings);
  const allow = (what: { name: string } | { source: string; mark: string }) =>
    void client.call('mention.allow', { target, ...what }).catch(notices.fail);
  return (
    <Dialog size="wide" title={words.t('topic.ignored-title', { name })} onClose={onClose}>
      <Answered answer={aside}>
        {({ names, places }) => (
          <ul className="dialog-scroll ignored-list">
            {names.map((one) => (
              <li key={one}>
                <span className="truncate">{words.t('topic.never', { name: one })}</span>
                <TextButton onClick={() => allow({ name: one })}>{words.t('topic.allow')}</TextButton>
              </li>
            ))}
            {places.map(({ source, mark, before, name: found, after }) => (
              <li key={`${source} ${mark}`}>
                <span className="truncate" title={source}>
                  {before}
                  <mark>{found}</mark>
                  {after} <span className="muted">{source.replace(/\.md$/i, '')}</span>
                </span>
                <TextButton onClick={() => allow({ source, mark })}>{words.t('topic.allow')}</TextButton>
              </li>
            ))}
            {names.length + places.length === 0 && <li>{words.t('topic.none-ignored')}</li>}
          </ul>
        )}
      </Answered>
      <div className="dialog-actions">
        <Button onClick={onClose}>{words.t('action.close')}</Button>
      </div>
    </Dialog>
  );
}
