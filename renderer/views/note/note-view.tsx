import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Host } from '../../client/connect.ts';
import { editAction } from '../../client/edit-action.ts';
import { useLive } from '../../client/live-query.ts';
import { NoteEditor, type NoteEditorHandle } from '../../editor/note-editor.tsx';
import { useActions } from '../../state/actions.ts';
import { useCommands } from '../../state/command-context.ts';
import { forgetDocument, setDocument } from '../../state/documents.ts';
import { useHost } from '../../state/host.ts';
import { frontOf, panesOf } from '../../state/panes.ts';
import { placePath } from '../../state/place.ts';
import { type OpenEditor, useSession } from '../../state/session.ts';
import { useStore } from '../../state/store.ts';
import { forgetPath, openPlace, type Tab } from '../../state/workspace.ts';
import { useMenu } from '../../ui/menu.tsx';
import { useMentionMarks } from '../use-mention-marks.ts';
import { PageBar } from '../window/page-bar.tsx';
import type { Documents, EditorParts, LinkOptions, LinkTarget } from './editor-parts.ts';
import { useLinkEntries } from './use-link-entries.ts';

interface NoteViewProps {
  host: Host;
  path: string;
  mode: Tab['mode'];
  /** The person is in its pane: what is asked of the note in front is asked of it. */
  active: boolean;
  editor: EditorParts;
}

/** A note: the line that says where it is, and its editor. */
export function NoteView({ host, path, mode, active, editor: { documents, folds, t } }: NoteViewProps) {
  const session = useSession();
  const commands = useCommands();
  const editor = useRef<NoteEditorHandle>(null);
  const [shown, setShown] = useState<string>();
  const openLink = useOpenLink(host);
  const openMenu = useMenu();
  const linkEntries = useLinkEntries(host, openLink);
  const { kind } = useHost();
  useReveal(path, editor, active && shown === path);
  useLeaveState(path, documents);
  useInFront(editor, active);
  const { meantMarks, autoPairs, webImages } = useStore(session.appearance);
  const mentions = useMentionMarks();
  const writing = useWriting();
  const offerLinks = useOfferLinks(host, path, documents);
  const searchTag = (tag: string) => {
    session.search.set((state) => ({ ...state, query: `tag:#${tag.replace(/^#/, '')}` }));
    commands.find((command) => command.id === 'search.open')?.run();
  };
  return (
    <>
      <PageBar place={{ kind: 'note', path }} />
      <NoteEditor
        ref={editor}
        client={host}
        documents={documents}
        path={path}
        mode={mode}
        mentions={mentions}
        meantMarks={meantMarks}
        autoPairs={autoPairs}
        remoteImages={webImages}
        writing={writing}
        folds={folds}
        t={t}
        attachmentUrl={host.attachmentUrl}
        onOpenLink={openLink}
        onOpenTag={searchTag}
        onHeading={offerLinks}
        onJump={(from, line) =>
          session.workspace.set((state) => openPlace(state, { kind: 'note', path }, { from, line }))
        }
        onTrouble={session.notices.fail}
        onClose={() => session.workspace.set((state) => forgetPath(state, path))}
        onQuit={() => commands.find((command) => command.id === 'tab.close')?.run()}
        onMenu={openMenu}
        linkEntries={linkEntries}
        onEdit={(element, action) =>
          editAction(host, kind === 'desktop', element, action).catch(session.notices.fail)
        }
        onFailure={session.notices.fail}
        onPlaces={({ length: n }) => session.notices.say('notice.picture-places', { n })}
        onRename={() => commands.find((command) => command.id === 'note.rename')?.run()}
        onState={(state) => {
          setShown(state.status === 'loading' ? undefined : state.path);
          setDocument(session.documents, state.path, state);
        }}
      />
    </>
  );
}

/** A heading was changed by hand: where links name it by its old text, offer to let them follow. */
function useOfferLinks(host: Host, path: string, documents: Documents) {
  const actions = useActions();
  const { notices } = useSession();
  return useCallback(
    (change: { line: number; text: string; old: string }) => {
      const follow = () =>
        host.call('heading.rename', { path, ...change }).then(({ edits }) => {
          const undo = { label: 'action.undo', run: () => void actions.undo() } as const;
          notices.say('notice.links-updated', { n: edits.length }, undo);
        }, notices.fail);
      const offer = async () => {
        if (!(await documents.flush())) return;
        const { edits } = await host.call('heading.rename', { path, ...change, dryRun: true });
        const action = { label: 'action.update-links', run: () => void follow() } as const;
        if (edits.length > 0)
          notices.say('notice.heading-links', { n: edits.length, old: change.old }, action);
      };
      // Nobody asked: where it cannot be told, nothing is offered.
      void offer().catch(() => {});
    },
    [host, path, documents, actions, notices],
  );
}

/** How the person likes to write; where nothing was chosen, as the vault's other editor does. */
function useWriting() {
  const { appearance } = useSession();
  const { focusMode, typewriter, spellcheck, lineNumbers, vim } = useStore(appearance);
  const { data } = useLive('settings.editor', {}, settingsEvents);
  const tabSize = data?.tabSize ?? 4;
  const useTab = data?.useTab ?? false;
  const strictLineBreaks = data?.strictLineBreaks ?? false;
  const properties = data?.properties ?? 'visible';
  const vimKeys = vim ?? data?.vim ?? false;
  // By what it says: where it is another one, all of the note is drawn anew, and suggestions are gone.
  return useMemo(
    () => ({
      focus: focusMode,
      typewriter,
      spellcheck,
      lineNumbers,
      vim: vimKeys,
      tabSize,
      useTab,
      strictLineBreaks,
      properties,
    }),
    [focusMode, typewriter, spellcheck, lineNumbers, vimKeys, tabSize, useTab, strictLineBreaks, properties],
  );
}

const settingsEvents = { events: ['settings.changed'] } as const;

/** Following a link: to the note, the file or the web; a note that is not there yet is made. */
function useOpenLink(host: Host) {
  const actions = useActions();
  const { notices } = useSession();
  return useCallback(
    (target: LinkTarget, { create, ...where }: LinkOptions) => {
      if (target.kind === 'external') {
        host.call('host.openExternal', { url: target.target }).catch(notices.fail);
      } else if (target.path !== undefined && !create) {
        actions.open(target.path, { ...where, line: target.line });
      } else if (create) {
        void actions.create('', target.path ?? target.target, where);
      }
    },
    [host, actions, notices],
  );
}

/** Go where someone wished to write, once the note is there. */
function useReveal(path: string, editor: RefObject<NoteEditorHandle | null>, ready: boolean): void {
  const { reveal } = useSession();
  const wish = useStore(reveal, (state) => (state?.path === path ? state : undefined));
  useEffect(() => {
    if (!wish || !editor.current || !ready) return;
    const asLeft = wish.back && editor.current.line()?.line === wish.line;
    if (wish.line !== undefined && !asLeft) editor.current.goToLine(wish.line);
    if (wish.find) editor.current.openSearch();
    else editor.current.focus();
    reveal.set((state) => (state === wish ? undefined : state));
  }, [wish, editor, ready, reveal]);
}

/** Commands of the window reach the editor that is shown. */
function useInFront(editor: RefObject<NoteEditorHandle | null>, active: boolean): void {
  const session = useSession();
  useEffect(() => {
    if (!active) return undefined;
    const inFront: OpenEditor = {
      run: (command) => editor.current?.run(command) ?? false,
      changeSection: (line, change) => editor.current?.changeSection(line, change) ?? false,
      part: (which) => editor.current?.part(which),
      blockId: () => editor.current?.blockId(),
      line: () => editor.current?.line(),
      headings: () => editor.current?.headings() ?? [],
      heading: () => editor.current?.heading(),
      text: () => editor.current?.text(),
      onText: (listener) => editor.current?.onText(listener) ?? (() => {}),
    };
    session.editor.set(inFront);
    return () => session.editor.set((state) => (state === inFront ? undefined : state));
  }, [editor, active, session]);
}

/** While a note is not shown, its tab tells of unsaved text only where saving it has failed. */
function useLeaveState(path: string, documents: Documents): void {
  const session = useSession();
  useEffect(
    () => () => {
      void documents.flush().then(() => {
        const state = session.workspace.get();
        const shown = panesOf(state).some((pane) => placePath(frontOf(state, pane)?.place) === path);
        if (!shown && !documents.unsaved().includes(path)) forgetDocument(session.documents, path);
      });
    },
    [path, documents, session],
  );
}
