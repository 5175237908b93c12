import { useState } from 'react';
import type { PlanEntry, PublishPlan, Result } from '../../../shared/contract/api.ts';
import { stem } from '../../../shared/text/path.ts';
import { useClient } from '../../client/live-query.ts';
import { useWords, type Words } from '../../i18n/words.ts';
import { useActions } from '../../state/actions.ts';
import { countSeverity, entryKey, groupPlan } from '../../state/publish.ts';
import { useSession } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useDialogs } from '../../ui/dialog-host.tsx';
import { entryName } from './plan-words.ts';
import './one-note.css';

type Target = Pick<Result<'publish.targets'>[number], 'name' | 'format'>;

/** What can be done with one note alone, whatever the plan of all says. Each shows first what it would do. */
export function useOneNote({ name: target, format }: Target, onDone?: () => void) {
  const words = useWords();
  const client = useClient();
  const dialogs = useDialogs();
  const actions = useActions();
  const { notices, publishFocus } = useSession();
  const place = words.t(`publish.place.${format}`);

  function decideInPlan(path: string): void {
    publishFocus.set(path);
    actions.show({ kind: 'publish' });
  }

  function ask(dialog: Omit<OneNoteProps, 'onClose' | 'words'>): void {
    dialogs.show((close) => <OneNoteDialog {...dialog} words={words} onClose={close} />);
  }

  /** @param path of a note that the settings do not choose, or do: it is asked for by its path */
  async function publish(path: string): Promise<void> {
    const request = { target, paths: [path] };
    const plan = await client.call('publish.plan', request);
    const { changes, decide } = groupPlan(plan.plan);
    const { errors } = countSeverity(plan.diagnostics);
    if (decide.length > 0 || errors > 0) {
      notices.say('notice.decide-first', { n: decide.length || errors });
      decideInPlan(path);
      return;
    }
    const text = words.t(changes.length > 0 ? 'publish.one-text' : 'publish.one-nothing', { place });
    ask({
      title: words.t('publish.one-title', { name: stem(path), place }),
      lists: [{ text, entries: changes }],
      action: words.t('publish.button', { n: changes.length }),
      async run() {
        const done = await client.call('publish.apply', { ...request, verify: true });
        sayDone(done, () => notices.say(`notice.published.${format}`, { n: changes.length, site: target }));
      },
    });
  }

  async function withdraw(path: string): Promise<void> {
    const { plan } = await client.call('publish.remove', { target, path, dryRun: true });
    if (plan.some(({ action, source }) => action === 'blog-edited' && source === path)) {
      notices.say('notice.withdraw-edited', { place });
      decideInPlan(path);
      return;
    }
    const gone = plan.filter(({ action }) => action === 'delete');
    const linking = plan.filter(({ action }) => action === 'update');
    const text = words.t(gone.length > 0 ? 'publish.withdraw-text' : 'publish.withdraw-gone', { place });
    ask({
      title: words.t('publish.withdraw-title', { name: stem(path), place }),
      lists: [
        { text, entries: gone },
        ...(linking.length > 0
          ? [{ text: words.t('publish.withdraw-links'), entries: linking, names: true }]
          : []),
      ],
      action: words.t('publish.withdraw-action'),
      danger: true,
      async run() {
        const done = await client.call('publish.remove', { target, path });
        sayDone(done, () => notices.say('notice.withdrawn', { site: target, name: stem(path) }));
      },
    });
  }

  function sayDone({ applied }: PublishPlan, done: () => void): void {
    if (applied) done();
    else notices.say(`notice.not-published.${format}`);
    onDone?.();
  }

  return {
    publish: (path: string) => void publish(path).catch(notices.fail),
    withdraw: (path: string) => void withdraw(path).catch(notices.fail),
  };
}

interface OneNoteProps {
  title: string;
  lists: readonly { text: string; entries: readonly PlanEntry[]; names?: boolean }[];
  action: string;
  danger?: boolean;
  run(): Promise<void>;
  words: Words;
  onClose(): void;
}

function OneNoteDialog({ title, lists, action, danger, run, words, onClose }: OneNoteProps) {
  const { notices } = useSession();
  const [busy, setBusy] = useState(false);
  const nothing = !danger && lists.every(({ entries }) => entries.length === 0);

  async function go(): Promise<void> {
    setBusy(true);
    await run().catch(notices.fail);
    onClose();
  }

  return (
    <Dialog title={title} onClose={onClose}>
      {lists.map(({ text, entries, names }) => (
        <div key={text} className="one-note-list">
          <p>{text}</p>
          <ul>
            {entries.map((entry) => (
              <li key={entryKey(entry)} className="truncate">
                {names ? entryName(entry) : entry.path}
              </li>
            ))}
          </ul>
        </div>
      ))}
      <div className="dialog-actions">
        <Button onClick={onClose}>{words.t('action.cancel')}</Button>
        {!nothing && (
          <Button look={danger ? 'danger' : 'strong'} busy={busy} onClick={() => void go()}>
            {action}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
