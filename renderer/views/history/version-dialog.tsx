import { useMemo } from 'react';
import type { Snapshot } from '../../../shared/contract/api.ts';
import { useClient, useLive } from '../../client/live-query.ts';
import { momentText } from '../../i18n/dates.ts';
import { useWords } from '../../i18n/words.ts';
import { useActions } from '../../state/actions.ts';
import { useSession } from '../../state/session.ts';
import { compareVersions, type DiffPart } from '../../state/versions.ts';
import { Button, TextButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Answered } from '../../ui/state.tsx';
import { Some } from '../links/some.tsx';

interface VersionDialogProps {
  path: string;
  version: Snapshot;
  onClose(): void;
}

/** What an older version has that the note has not now, and the other way round; the whole or a part can come back. */
export function VersionDialog({ path, version, onClose }: VersionDialogProps) {
  const words = useWords();
  const actions = useActions();
  const older = useLive('history.read', { path, id: version.id });
  return (
    <Dialog
      size="wide"
      title={words.t('history.title', { time: momentText(version.time, words.language) })}
      onClose={onClose}
    >
      <Answered answer={older}>{({ text }) => <Differences path={path} older={text} />}</Answered>
      <div className="dialog-actions">
        <Button onClick={onClose}>{words.t('action.close')}</Button>
        <Button
          look="strong"
          disabled={older.data === undefined}
          onClick={() => {
            onClose();
            void actions.restore(path, version.id);
          }}
        >
          {words.t('history.restore')}
        </Button>
      </div>
    </Dialog>
  );
}

function Differences({ path, older }: { path: string; older: string }) {
  const words = useWords();
  const client = useClient();
  const { notices } = useSession();
  const now = useLive('note.read', { path });
  const text = now.data?.text;
  const parts = useMemo(() => (text === undefined ? [] : compareVersions(text, older)), [text, older]);
  function restorePart(part: DiffPart) {
    if (!now.data) return;
    client.call('note.write', { path, text: part.restored, base: now.data.hash }).then(
      () => notices.say('notice.restored'),
      (error) => {
        notices.fail(error);
        now.refresh();
      },
    );
  }
  return (
    <Answered answer={now}>
      {() => (
        <>
          <p>{words.t(parts.length === 0 ? 'history.same' : 'history.legend')}</p>
          {parts.length > 0 && (
            <div className="dialog-scroll version-parts">
              <Some items={parts} first={60}>
                {(part) => <Part key={part.line} part={part} onRestore={() => restorePart(part)} />}
              </Some>
            </div>
          )}
        </>
      )}
    </Answered>
  );
}

function Part({ part, onRestore }: { part: DiffPart; onRestore(): void }) {
  const words = useWords();
  return (
    <section className="version-part">
      <header className="version-part-head">
        <span>{words.t('history.part', { line: part.line })}</span>
        <TextButton onClick={onRestore}>{words.t('history.restore-part')}</TextButton>
      </header>
      <div className="version-lines">
        {part.lines.map(({ kind, index, text }) => {
          const Tag = tags[kind];
          return <Tag key={`${kind} ${index}`}>{text || '\u200b'}</Tag>;
        })}
      </div>
    </section>
  );
}

const tags = { same: 'span', now: 'del', older: 'ins' } as const;
