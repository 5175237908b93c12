import { useState } from 'react';
import type { PlanEntry, Result } from '../../../shared/contract/api.ts';
import { useClient, useLive, withBlogs } from '../../client/live-query.ts';
import { useWords } from '../../i18n/words.ts';
import { useSession } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { useDialogs } from '../../ui/dialog-host.tsx';
import { Answered } from '../../ui/state.tsx';
import './blog-edits.css';

interface BlogEditsProps {
  /** A page that was edited in the blog; of a note. */
  entry: PlanEntry & { path: string; source: string };
  target: Result<'publish.targets'>[number];
  onDecided(): void;
}

/** What was edited in the blog, and the ways out: into the note, leave it, or write over it. */
export function BlogEdits({ entry, target, onDecided }: BlogEditsProps) {
  const words = useWords();
  const edits = useLive('publish.blogEdits', { path: entry.source, target: target.name }, withBlogs);
  const place = words.t(`publish.place.${target.format}`);
  const there = edits.error === undefined;
  return (
    <section className="blog-edits">
      <p className="plan-notice">
        {words.t(`publish.help.${there ? (entry.action as 'conflict') : 'blog-deleted'}`, { place })}
      </p>
      {there ? (
        <Answered answer={edits}>
          {({ hunks, merges }) => (
            <Hunks
              key={JSON.stringify(hunks)}
              hunks={hunks}
              merges={merges}
              entry={entry}
              target={target}
              onDecided={onDecided}
            />
          )}
        </Answered>
      ) : (
        <Ways entry={entry} target={target} onDecided={onDecided} keeps={false} />
      )}
    </section>
  );
}

/** A page of ours that no note asks for any more, and that was edited in the blog: the blog's own, or deleted. */
export function StayingWays({ entry: { path, source }, target, onDecided }: BlogEditsProps) {
  const words = useWords();
  const client = useClient();
  const dialogs = useDialogs();
  const { notices } = useSession();
  const place = words.t(`publish.place.${target.format}`);

  function decide(how: 'keep' | 'overwrite'): void {
    client
      .call('publish.remove', { target: target.name, path: source, [how]: [path] })
      .then(onDecided)
      .catch(notices.fail);
  }

  async function remove(): Promise<void> {
    const agreed = await dialogs.confirm({
      title: words.t('publish.drop-title', { place }),
      text: words.t('publish.drop-text', { path, place }),
      action: words.t('publish.drop', { place }),
      danger: true,
    });
    if (agreed) decide('overwrite');
  }

  return (
    <div className="blog-ways">
      <Button onClick={() => decide('keep')}>{words.t('publish.leave', { place })}</Button>
      <Button look="danger" onClick={() => void remove()}>
        {words.t('publish.drop', { place })}
      </Button>
    </div>
  );
}

/** A file that goes along with notes, and is another one in the blog: what becomes of it. */
export function FileWays({ entry, target, onDecided }: BlogEditsProps) {
  return <Ways entry={entry} target={target} onDecided={onDecided} keeps />;
}

type Hunk = Result<'publish.blogEdits'>['hunks'][number];

function Hunks({
  hunks,
  merges,
  entry,
  target,
  onDecided,
}: BlogEditsProps & { hunks: readonly Hunk[]; merges: boolean }) {
  const words = useWords();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const chosen = hunks.filter(({ id, takes }) => takes && !left.has(id)).map(({ id }) => id);

  function toggle(id: string) {
    const next = new Set(left);
    if (!next.delete(id)) next.add(id);
    setLeft(next);
  }

  return (
    <>
      <ul className="blog-hunks">
        {hunks.map((hunk) => (
          <li key={hunk.id} className="blog-hunk">
            <label>
              <input
                type="checkbox"
                disabled={!hunk.takes}
                checked={hunk.takes && !left.has(hunk.id)}
                onChange={() => toggle(hunk.id)}
              />{' '}
              {words.t('publish.hunk', { line: hunk.line })}
            </label>
            {hunk.partly && (
              <small>{words.t(hunk.takes ? 'publish.hunk-partly' : 'publish.hunk-ours')}</small>
            )}
            {hunk.before !== '' && <del>{hunk.before}</del>}
            {hunk.after !== '' && <ins>{hunk.after}</ins>}
          </li>
        ))}
      </ul>
      <Ways entry={entry} target={target} onDecided={onDecided} take={chosen} merges={merges} keeps />
    </>
  );
}

/** The buttons. Each does its work at once; what is written over lies in the blog's trash. */
function Ways({
  entry,
  target,
  onDecided,
  take = [],
  merges = false,
  keeps,
}: BlogEditsProps & { take?: string[]; merges?: boolean; keeps: boolean }) {
  const words = useWords();
  const client = useClient();
  const dialogs = useDialogs();
  const { notices } = useSession();
  const [busy, setBusy] = useState(false);
  const { path, source } = entry;
  const { name } = target;
  const place = words.t(`publish.place.${target.format}`);

  async function run(work: () => Promise<void>) {
    setBusy(true);
    await work().catch(notices.fail);
    setBusy(false);
    onDecided();
  }

  async function decide(how: 'keep' | 'merge' | 'overwrite') {
    const done = await client.call('publish.apply', { target: name, paths: [source], [how]: [path] });
    if (!done.applied) notices.say(`notice.not-published.${target.format}`);
  }

  async function overwrite() {
    const agreed = await dialogs.confirm({
      title: words.t('publish.overwrite-title', { place }),
      text: words.t('publish.overwrite-text', { path, place }),
      action: words.t('publish.overwrite', { place }),
      danger: true,
    });
    if (agreed) await decide('overwrite');
  }

  return (
    <div className="blog-ways">
      {take.length > 0 && (
        <Button
          look="strong"
          busy={busy}
          onClick={() =>
            void run(async () => {
              await client.call('publish.takeBack', { target: name, path: source, hunks: take });
            })
          }
        >
          {words.t('publish.take', { n: take.length })}
        </Button>
      )}
      {merges && (
        <Button busy={busy} onClick={() => void run(() => decide('merge'))}>
          {words.t('publish.merge', { place })}
        </Button>
      )}
      {keeps && (
        <Button busy={busy} onClick={() => void run(() => decide('keep'))}>
          {words.t('publish.keep', { place })}
        </Button>
      )}
      <Button look="danger" busy={busy} onClick={() => void run(overwrite)}>
        {words.t('publish.overwrite', { place })}
      </Button>
    </div>
  );
}
