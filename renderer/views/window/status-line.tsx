import { memo } from 'react';
import type { VaultStatus } from '../../../shared/contract/api.ts';
import { useLive, withSettings } from '../../client/live-query.ts';
import type { MessageKey } from '../../i18n/messages.ts';
import { useWords } from '../../i18n/words.ts';
import { useCommands } from '../../state/command-context.ts';
import type { DocumentState } from '../../state/documents.ts';
import { useSession } from '../../state/session.ts';
import { useStore } from '../../state/store.ts';
import { isUnlinked } from '../../state/timeline.ts';
import { activeTab, type Tab } from '../../state/workspace.ts';
import { publishingWords, usePublishState } from '../publish-state.ts';
import { statusEvents } from './vault-status.ts';
import './status-line.css';

/** The line at the bottom: how the note and the vault stand. */
export const StatusLine = memo(function StatusLine() {
  const { workspace, documents } = useSession();
  const tab = useStore(workspace, activeTab);
  const path = tab.place.kind === 'note' ? tab.place.path : undefined;
  const document = useStore(documents, (all) => (path === undefined ? undefined : all.get(path)));
  const status = useLive('vault.status', {}, statusEvents);
  return (
    <footer className="status-line">
      {document && <SaveState state={document} />}
      {document && <Counts state={document} />}
      {document && document.brokenEmphasis > 0 && <BrokenEmphasis n={document.brokenEmphasis} />}
      {status.data && <IndexProgress status={status.data} />}
      {tab.place.kind === 'topic' && <TopicState path={tab.place.path} />}
      <span className="status-gap" />
      {path !== undefined && <NotePublishState path={path} draft={document?.draft ?? false} />}
      {document?.format && <span>{document.format.toUpperCase()}</span>}
      <ModeName tab={tab} />
      <LanguageButton />
    </footer>
  );
});

const saveWords: Record<DocumentState['status'], { key: MessageKey; tone: string }> = {
  loading: { key: 'state.loading', tone: 'plain' },
  saved: { key: 'status.saved', tone: 'good' },
  dirty: { key: 'status.dirty', tone: 'plain' },
  saving: { key: 'status.saving', tone: 'plain' },
  conflict: { key: 'status.conflict', tone: 'bad' },
  offline: { key: 'status.offline', tone: 'warn' },
  'read-only': { key: 'status.read-only', tone: 'plain' },
  error: { key: 'status.failed', tone: 'bad' },
  missing: { key: 'status.missing', tone: 'bad' },
};

function SaveState({ state }: { state: DocumentState }) {
  const words = useWords();
  const { key, tone } = saveWords[state.status];
  return (
    <span className="state-words" data-tone={tone} role="status">
      {words.t(key)}
    </span>
  );
}

/** How far reading the vault has come; nothing once it is done. */
function IndexProgress({ status }: { status: VaultStatus }) {
  const words = useWords();
  const { phase, done, total } = status;
  if (phase === 'ready' || phase === 'lost') return null;
  const label = words.t(`status.phase.${phase}`, { done, total });
  return (
    <span className="index-progress">
      <progress aria-label={label} max={total || 1} value={total ? done : undefined} />
      <span className="tabular">{label}</span>
    </span>
  );
}

function NotePublishState({ path, draft }: { path: string; draft: boolean }) {
  const words = useWords();
  const known = usePublishState(path);
  if (!known) return draft ? <span>{words.t('publish.state.draft')}</span> : null;
  const { state } = known;
  const text = publishingWords(known, state, words.t);
  return <span>{draft && state !== 'draft' ? `${words.t('publish.state.draft')} · ${text}` : text}</span>;
}

/** How many of a topic's paragraphs are not linked to it. */
function TopicState({ path }: { path: string }) {
  const words = useWords();
  const topic = useLive('topic.read', { path }, withSettings);
  const count = topic.data?.entries.filter(isUnlinked).length ?? 0;
  return count > 0 && <span className="tabular">{words.t('status.unlinked', { n: count })}</span>;
}

function ModeName({ tab }: { tab: Tab }) {
  const words = useWords();
  if (tab.place.kind !== 'note' || tab.mode === 'live') return null;
  return <span>{words.t(`status.mode.${tab.mode}`)}</span>;
}

/** Of what is selected, else of the note. */
function Counts({ state }: { state: DocumentState }) {
  const words = useWords();
  const { characters, words: count } = state.selected ?? state;
  const key = state.selected ? 'status.selected' : 'status.characters';
  return (
    <span className="tabular">
      {words.t(key, { n: characters })} · {words.t('status.words', { n: count })}
    </span>
  );
}

function BrokenEmphasis({ n }: { n: number }) {
  const words = useWords();
  const command = useCommands().find((each) => each.id === 'emphasis.next');
  return (
    <button type="button" className="status-button status-warning" onClick={() => command?.run()}>
      {words.t('status.broken-emphasis', { n })}
    </button>
  );
}

function LanguageButton() {
  const words = useWords();
  const command = useCommands().find((each) => each.id === 'language.switch');
  return (
    <button
      type="button"
      className="status-button"
      title={command && words.t(command.title)}
      onClick={() => command?.run()}
    >
      {words.t('language.name')}
    </button>
  );
}
