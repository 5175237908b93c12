import { ExternalLink } from 'lucide-react';
import { useId, useState } from 'react';
import type { PublishState, Result } from '../../../shared/contract/api.ts';
import { mayBeAskedFor } from '../../../shared/words/plan-reason.ts';
import { reasonWords } from '../../../shared/words/plan-words.ts';
import type { Host } from '../../client/connect.ts';
import { keptWithBlogs, useClient, useLive, withBlogs } from '../../client/live-query.ts';
import { useWords } from '../../i18n/words.ts';
import { useActions } from '../../state/actions.ts';
import { useSession } from '../../state/session.ts';
import { useStore } from '../../state/store.ts';
import { Button, TextButton } from '../../ui/button.tsx';
import { Choice, Switch } from '../../ui/choice.tsx';
import { Answered, Empty } from '../../ui/state.tsx';
import { DiagnosticList } from '../publish/diagnostic-list.tsx';
import { useOneNote } from '../publish/one-note.tsx';
import { PostPage } from '../publish/post-page.tsx';
import { useTextNow } from '../publish/use-text-now.ts';
import { publishStateWords, usePublishState } from '../publish-state.ts';

/** What the blog knows of one note, and what would happen to it there. */
export function PublishPanel({ path, host }: { path: string; host: Host }) {
  const words = useWords();
  const actions = useActions();
  const targets = useLive('publish.targets', {}, withBlogs);
  const openView = () => actions.show({ kind: 'publish' });
  return (
    <Answered answer={targets}>
      {(all) => {
        const blogs = all.filter(({ format }) => format === 'hugo');
        return blogs.length > 0 ? (
          <NoteInBlogs key={path} path={path} blogs={blogs} host={host} />
        ) : (
          <Empty
            text={words.t('publish.no-target')}
            actions={<Button onClick={openView}>{words.t('publish.choose-site')}</Button>}
          />
        );
      }}
    </Answered>
  );
}

type Target = Result<'publish.targets'>[number];

/** One blog at a time: first the one that has the note. */
function NoteInBlogs({ path, blogs, host }: { path: string; blogs: readonly Target[]; host: Host }) {
  const words = useWords();
  const known = usePublishState(path)?.all ?? [];
  const [picked, setPicked] = useState<string>();
  const holding = known.find(({ state }) => state !== 'never')?.target;
  const target = blogs.find(({ name }) => name === (picked ?? holding)) ?? blogs[0];
  if (!target) return null;
  const options = blogs.map(({ name }) => ({ value: name, label: name }));
  return (
    <>
      {blogs.length > 1 && (
        <div className="publish-sites">
          <Choice
            label={words.t('publish.site')}
            options={options}
            value={target.name}
            onChange={setPicked}
          />
        </div>
      )}
      <NoteState key={target.name} path={path} target={target} host={host} named={blogs.length > 1} />
    </>
  );
}

interface NoteStateProps {
  path: string;
  target: Target;
  host: Host;
}

/** @param named the choice above it says already which blog it is */
function NoteState({ path, target, host, named }: NoteStateProps & { named: boolean }) {
  const words = useWords();
  const client = useClient();
  const { notices, publishFocus, postBeside } = useSession();
  const beside = useStore(postBeside);
  const actions = useActions();
  const ids = useId();
  const known = usePublishState(path)?.all.find((each) => each.target === target.name);
  const facts = useLive('note.facts', { path });
  const preview = useLive('publish.preview', { path, target: target.name }, withBlogs);
  const draft = facts.data?.properties.find((property) => property.name === 'draft')?.value === true;
  const one = useOneNote(target);
  const skipped = useLive(
    'publish.plan',
    known ? undefined : { target: target.name, brief: [path] },
    keptWithBlogs,
  );
  const reason = skipped.data?.plan.find(
    ({ action, source }) => action === 'skip' && source === path,
  )?.reason;
  const place = words.t('publish.place.hugo');
  const state = known && known.state !== 'never' ? known.state : draft ? 'draft' : 'never';

  function setDraft(value: boolean) {
    client.call('property.set', { path, name: 'draft', value, type: 'checkbox' }).catch(notices.fail);
  }

  return (
    <div className="publish-panel appear">
      <dl className="pairs">
        <dt>{words.t('publish.state')}</dt>
        <dd>{words.t(publishStateWords(state))}</dd>
        {reason !== undefined && (
          <>
            <dt>{words.t('publish.why')}</dt>
            <dd>{reasonWords(reason, words.t)}</dd>
          </>
        )}
        {!named && (
          <>
            <dt>{words.t('publish.site')}</dt>
            <dd className="truncate" title={target.root}>
              {target.name}
            </dd>
          </>
        )}
        {known?.url && <Address url={known.url} />}
        <dt>
          <label htmlFor={`${ids}beside`}>{words.t('publish.beside')}</label>
        </dt>
        <dd>
          <Switch
            id={`${ids}beside`}
            label={words.t('publish.beside')}
            checked={beside}
            onChange={postBeside.set}
          />
        </dd>
        <dt>
          <label htmlFor={`${ids}draft`}>{words.t('publish.draft')}</label>
        </dt>
        <dd>
          <Switch id={`${ids}draft`} label={words.t('publish.draft')} checked={draft} onChange={setDraft} />
        </dd>
      </dl>
      <div className="publish-ways">
        <Button
          onClick={() => {
            publishFocus.set(path);
            actions.show({ kind: 'publish' });
          }}
        >
          {words.t('publish.see-plan')}
        </Button>
        {mayPublish(known?.state, reason) && (
          <Button onClick={() => one.publish(path)}>{words.t('publish.one')}</Button>
        )}
        {mayWithdraw(known) && (
          <Button onClick={() => one.withdraw(path)}>{words.t('publish.withdraw', { place })}</Button>
        )}
      </div>
      {preview.data && preview.data.diagnostics.length > 0 && (
        <section className="pane-section">
          <h2 className="section-title">
            <span>{words.t('publish.problems', { n: preview.data.diagnostics.length })}</span>
          </h2>
          <DiagnosticList
            diagnostics={preview.data.diagnostics}
            source={preview.data.source}
            target={target.name}
            onFixed={preview.refresh}
          />
        </section>
      )}
      {beside && <PostBeside path={path} target={target} host={host} />}
    </div>
  );
}

/** One that the blog has as it is here, or that the settings keep at home, is not offered. */
function mayPublish(state: PublishState | undefined, reason: string | undefined): boolean {
  if (state === undefined) return reason !== undefined && mayBeAskedFor(reason);
  return state === 'never' || state === 'changed';
}

/** Whether it is on the blog; of a note with an error, and of one whose address nobody can tell, only one of two says so. */
const mayWithdraw = (known: { state: PublishState; url: string | null } | undefined) =>
  known !== undefined && known.state !== 'never' && (known.state !== 'error' || known.url !== null);

/** The note as a post, as it is being written. */
function PostBeside({ path, target, host }: NoteStateProps) {
  const text = useTextNow();
  return (
    <div className="post-beside">
      <PostPage host={host} path={path} target={target.name} text={text} />
    </div>
  );
}

function Address({ url }: { url: string }) {
  const words = useWords();
  const client = useClient();
  const { notices } = useSession();
  const external = /^https?:/i.test(url);
  return (
    <>
      <dt>{words.t('publish.address')}</dt>
      <dd className="truncate" title={url}>
        {external ? (
          <TextButton onClick={() => void client.call('host.openExternal', { url }).catch(notices.fail)}>
            {url} <ExternalLink className="icon" size={12} aria-hidden />
          </TextButton>
        ) : (
          url
        )}
      </dd>
    </>
  );
}
