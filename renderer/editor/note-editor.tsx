import { redo, undo } from '@codemirror/commands';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import {
  type Ref,
  type RefObject,
  useCallback,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { Client } from '../../shared/contract/rpc.ts';
import { stem } from '../../shared/text/path.ts';
import type { NoteDocument } from './document/note-document.ts';
import type { Documents } from './documents.ts';
import { editingCommands } from './editing/editing-commands.ts';
import { blockIdAt, cursorLine, type TextPart, textPart } from './editing/text-part.ts';
import { type EditorCommand, editorCommands } from './editor-commands.ts';
import type { EditorSnapshot } from './editor-state.ts';
import { openFind } from './find/find-state.ts';
import type { FoldMemory } from './folding/fold-memory.ts';
import { followFrom } from './follow.ts';
import { type DocumentHeading, documentHeadings, headingAt } from './headings.ts';
import type { EditorHost, EditorMode, HeadingChange, LinkTarget, OpenOptions } from './host.ts';
import { editorWords, type Translate } from './messages.ts';
import type { NoteView } from './note-view.ts';
import { NoteHead } from './page/note-head.tsx';
import { NoteNotices } from './page/note-notices.tsx';
import { useDocument } from './page/use-document.ts';
import { useModeFocus } from './page/use-mode-focus.ts';
import { useNoteView } from './page/use-note-view.ts';
import { changeSection, type SectionChange } from './section-commands.ts';
import { editInBox } from './small-editor.ts';
import { loadVim } from './writing/vim.ts';
import type { WritingSettings } from './writing/writing-settings.ts';
import './page/note-editor.css';
import './page/properties.css';
import './page/property-fields.css';
import './find/find.css';
import './folding/folding.css';
import './note-floats.css';
import './note-text.css';
import './preview/quotes.css';
import './render/code.css';
import './render/drawn.css';
import './render/inset.css';
import './print/print.css';
import './writing/writing.css';
import './table/table.css';

export interface NoteEditorProps {
  client: Client;
  path: string;
  mode: EditorMode;
  /** Documents of the window; without it the editor keeps its own while it is shown. */
  documents?: Documents;
  /** The editor's messages in the person's language; English without it. */
  t?: Translate;
  /** An address for a file of the vault. */
  attachmentUrl?(path: string): Promise<string>;
  /** Mark mentions of other notes; on unless it is false. */
  mentions?: boolean;
  /** Load images from the web; off unless it is true. */
  remoteImages?: boolean;
  /** Turn full-width marks into Markdown's where those were meant; on unless it is false. */
  meantMarks?: boolean;
  /** Close brackets, and put marks round what is selected; on unless it is false. */
  autoPairs?: boolean;
  /** How the person likes to write. */
  writing?: WritingSettings;
  /** What is folded in each note; without it, folds last as long as the view. */
  folds?: FoldMemory;
  /** 1-based line to show; a new value scrolls there. */
  line?: number;
  /** A link was followed. `create`: there is no such note yet. */
  onOpenLink(target: LinkTarget, options: OpenOptions): void;
  onOpenTag?(tag: string): void;
  /** The text of a heading was changed by hand. */
  onHeading?(change: HeadingChange): void;
  /** The cursor went from a line to another far from it: to a footnote, or back. */
  onJump?(from: number, to: number): void;
  /** Something failed that the person asked for. */
  onTrouble?(error: unknown): void;
  /** The name of the file, shown as the title for want of another, was clicked. */
  onRename?(): void;
  /** The file is gone, and the person lets the note go. */
  onClose?(): void;
  /** The person is done with the note (vim's `:q`). */
  onQuit?(): void;
  onState?(state: EditorSnapshot): void;
  /** A file for others was made, with pictures in it that say where they were taken. */
  onPlaces?(pictures: readonly string[]): void;
  /** Something that was asked for did not work. */
  onFailure?(error: unknown): void;
  /** Open the window's menu. */
  onMenu?: EditorHost['openMenu'];
  /** What the menu of a link or an image holds. */
  linkEntries?: EditorHost['linkEntries'];
  onEdit?: EditorHost['edit'];
  ref?: Ref<NoteEditorHandle>;
}

/** What the window can ask of the editor. */
export interface NoteEditorHandle {
  focus(): void;
  /** 1-based; scrolls the line near the top and puts the cursor there. */
  goToLine(line: number): void;
  openSearch(): void;
  /** Put `[[name]]` in place of the selection. */
  insertLink(name: string): void;
  /** Run one of `editorCommands`: false where there was nothing to do, or no such command. */
  run(command: string): boolean;
  /** Move the section whose heading is on a line, or change its level: false where it cannot be. */
  changeSection(line: number, change: SectionChange): boolean;
  /** What is selected, or the section that the cursor stands in. */
  part(which: 'selection' | 'section'): TextPart | undefined;
  /** The line of the cursor, from 1, and its text; undefined where nothing stands on it. */
  line(): { line: number; text: string } | undefined;
  /** The id of the block on the cursor's line. */
  blockId(): string | undefined;
  /** Headings of the text as it stands now; those of `EditorSnapshot` follow it after a while. */
  headings(): readonly DocumentHeading[];
  /** The heading that the cursor stands under. */
  heading(): DocumentHeading | undefined;
  /** The text as it would be saved; undefined while it is not there. */
  text(): string | undefined;
  onText(listener: () => void): () => void;
  /** Save now. True where nothing is left unsaved. */
  flush(): Promise<boolean>;
}

const english = editorWords('en');
const noAddress = () => Promise.reject(new Error('No attachments here'));

/** The editor of one note. */
export function NoteEditor(props: NoteEditorProps) {
  const { client, path, documents } = props;
  const shown = useDocument(client, documents, path);
  const own = useRef(props);
  // A note that is about to go stays as it was.
  const leaving = shown !== undefined && shown.path !== path;
  if (!leaving) own.current = props;
  if (!shown) return <div className="note-editor" />;
  return <OpenNote {...own.current} document={shown.document} leaving={leaving} />;
}

interface OpenNoteProps extends NoteEditorProps {
  document: NoteDocument;
  /** Another note is about to take its place: nothing more is done in it. */
  leaving: boolean;
}

function OpenNote({ document, leaving, ...props }: OpenNoteProps) {
  const {
    client,
    documents,
    mode,
    mentions = true,
    remoteImages = false,
    meantMarks = true,
    autoPairs = true,
    folds,
    writing,
    t = english,
  } = props;
  const attachmentUrl = props.attachmentUrl ?? noAddress;
  const info = useSyncExternalStore(
    useCallback((listener) => document.subscribe(listener), [document]),
    () => document.info,
  );
  const latest = useRef(props);
  latest.current = props;
  const root = useRef<HTMLDivElement>(null);
  useSaveOnLeave(root, document);
  const scroller = useRef<HTMLDivElement>(null);
  const parent = useRef<HTMLDivElement>(null);
  const [panels, setPanels] = useState<HTMLDivElement | null>(null);
  const [bottomPanels, setBottomPanels] = useState<HTMLDivElement | null>(null);
  const vim = useVim(writing?.vim === true);

  const host = useMemo((): EditorHost => {
    const made: EditorHost = {
      client,
      document,
      mode,
      t,
      mentions,
      remoteImages,
      meantMarks,
      autoPairs,
      writing,
      vim,
      bottomPanels: bottomPanels ?? undefined,
      folds,
      attachmentUrl,
      openLink: (target, options) => latest.current.onOpenLink(target, options),
      editNote:
        documents && ((path, line, box, signal) => editInBox(documents, made, { path, line, box, signal })),
      close: () => latest.current.onQuit?.(),
      trouble: (error) => void latest.current.onTrouble?.(error),
      jumped: (from, to) => latest.current.onJump?.(from, to),
      headingChanged: (change) => latest.current.onHeading?.(change),
      openTag: (tag) => latest.current.onOpenTag?.(tag),
      failed: (error) => latest.current.onFailure?.(error),
      toldPlaces: (pictures) => latest.current.onPlaces?.(pictures),
      openMenu: (place, entries) => latest.current.onMenu?.(place, entries),
      linkEntries: (target) => latest.current.linkEntries?.(target) ?? [],
      edit: (element, action) => latest.current.onEdit?.(element, action),
      panels: panels ?? undefined,
    };
    return made;
  }, [
    client,
    document,
    documents,
    mode,
    t,
    mentions,
    remoteImages,
    meantMarks,
    autoPairs,
    writing,
    vim,
    bottomPanels,
    folds,
    attachmentUrl,
    panels,
  ]);
  const { shown, head, summary, failure, retry } = useNoteView({
    document,
    host: panels ? host : undefined,
    scroller,
    parent,
    info,
    onState: (state) => latest.current.onState?.(state),
  });
  useEffect(() => {
    if (leaving) shown?.view.contentDOM.blur();
  }, [leaving, shown]);

  useModeFocus(mode, shown, scroller);

  const { line } = props;
  useEffect(() => {
    if (line !== undefined) shown?.goToLine(line);
  }, [line, shown]);

  useImperativeHandle(props.ref, () => handleOf(leaving ? undefined : shown, document), [
    shown,
    document,
    leaving,
  ]);

  return (
    <div className="note-editor" data-mode={mode} data-path={info.path} ref={root}>
      <NoteNotices document={document} info={info} t={t} onClose={props.onClose} />
      <div className="note-panels" ref={setPanels} />
      <div className="note-scroll" ref={scroller} tabIndex={mode === 'reading' ? 0 : undefined}>
        <div className="note-page">
          {info.status === 'error' && !document.text && (
            <div className="note-failed" role="alert">
              <p>{t('editor.loadFailed')}</p>
              <p className="note-failed-why">{info.error?.message}</p>
              <button type="button" onClick={() => void document.reload()}>
                {t('editor.retry')}
              </button>
            </div>
          )}
          {failure && (
            <div className="note-failed" role="alert">
              <p>{t('editor.showFailed')}</p>
              <p className="note-failed-why">{String(failure.error)}</p>
              <button type="button" onClick={retry}>
                {t('editor.retry')}
              </button>
            </div>
          )}
          {shown && head && mode !== 'source' && (
            <NoteHead
              client={client}
              document={document}
              head={head}
              name={summary?.title ?? stem(info.path)}
              readOnly={mode === 'reading' || info.readOnly !== null}
              bare={(writing?.properties ?? 'visible') !== 'visible'}
              t={t}
              onRename={props.onRename}
              openMenu={props.onMenu}
              follow={(link, where) =>
                void followFrom({ ...host, source: info.path }, link, where).catch(host.trouble)
              }
              onLeave={() => shown.view.focus()}
              onUndo={(again) => (again ? redo : undo)(shown.view)}
            />
          )}
          <div className="note-text" ref={parent} />
        </div>
      </div>
      <div className="note-panels note-panels-bottom" ref={setBottomPanels} />
    </div>
  );
}

/** `shown`: undefined while there is no view of the document, or none to work in. */
function handleOf(shown: NoteView | undefined, document: NoteDocument): NoteEditorHandle {
  return {
    focus: () => shown?.view.focus(),
    goToLine: (number) => shown?.goToLine(number),
    openSearch: () => void (shown && openFind(false)(shown.view)),
    insertLink(name) {
      shown?.view.dispatch(shown.view.state.replaceSelection(`[[${name}]]`), { userEvent: 'input.link' });
    },
    changeSection: (line, change) => (shown ? changeSection(shown.view, line, change) : false),
    run: (command) => (shown ? runCommand(shown.view, command) : false),
    part: (which) => shown && textPart(shown.view.state, which),
    line: () => shown && cursorLine(shown.view.state),
    blockId: () => shown && blockIdAt(shown.view.state),
    headings: () => (shown ? documentHeadings(shown.view.state) : []),
    heading: () => shown && headingAt(shown.view.state),
    text: () => (shown ? document.text?.toString() : undefined),
    onText: (listener) => document.onText(listener),
    flush: () => document.flush(),
  };
}

function runCommand(note: EditorView, command: string): boolean {
  if (!(command in editorCommands)) return false;
  const focused = viewInFocus() ?? note;
  const inCell = focused.contentDOM.classList.contains('note-cell-text');
  // A cell of a table is one line of text: no list, no heading.
  if (inCell && /^(?:heading|list|task|line|cursor|fold)\./.test(command)) return false;
  const view = inCell && !command.startsWith('format.') ? note : focused;
  // The palette has the focus until it is gone.
  const writes = command in editingCommands && !/^(?:find|link)\./.test(command);
  if (writes && !view.hasFocus) requestAnimationFrame(() => view.focus());
  return editorCommands[command as EditorCommand](view);
}

/** Vim's keys, once somebody wants them and they are there. */
function useVim(wanted: boolean): Extension | undefined {
  const [vim, setVim] = useState<Extension>();
  useEffect(() => {
    if (!wanted || vim) return;
    let gone = false;
    void loadVim().then((loaded) => !gone && setVim(loaded));
    return () => {
      gone = true;
    };
  }, [wanted, vim]);
  return vim;
}

/** The text that the person is in may be a smaller one within the note's: a preview that is edited. */
function viewInFocus(): EditorView | null {
  const element = globalThis.document.activeElement;
  return element instanceof HTMLElement && element.closest('.note-text')
    ? EditorView.findFromDOM(element)
    : null;
}

/** Save when the focus goes elsewhere. */
function useSaveOnLeave(root: RefObject<HTMLElement | null>, document: NoteDocument): void {
  useEffect(() => {
    const element = root.current;
    const leave = ({ relatedTarget }: FocusEvent) => {
      if (!(relatedTarget instanceof Node && element?.contains(relatedTarget))) void document.flush();
    };
    element?.addEventListener('focusout', leave);
    return () => element?.removeEventListener('focusout', leave);
  }, [root, document]);
}
