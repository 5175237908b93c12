import { completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { commonmarkLanguage, markdown } from '@codemirror/lang-markdown';
import { bracketMatching, ensureSyntaxTree, indentUnit } from '@codemirror/language';
import { languages } from '@codemirror/language-data';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { dropCursor, EditorView, highlightSpecialChars, keymap, panels, tooltips } from '@codemirror/view';
import { noteExtensions } from '../../shared/note/grammar.ts';
import { tableWithMemory } from '../../shared/note/syntax/table.ts';
import { styleNonce } from '../client/style-nonce.ts';
import { noteCompletion } from './complete/completion.ts';
import { composition } from './composition.ts';
import { lineEndings, splitText } from './document/line-endings.ts';
import { cursors } from './editing/cursors.ts';
import { editing } from './editing/editing.ts';
import { pairs } from './editing/pairs.ts';
import { emphasisWarnings } from './emphasis.ts';
import { emphasisFixes } from './emphasis-fix.ts';
import { findInNote } from './find/find-panel.ts';
import { folding } from './folding/folding.ts';
import { bodyStart, frontMatterTable } from './front-matter.ts';
import { fullWidthMarks } from './full-width.ts';
import { headingWatch } from './heading-watch.ts';
import { type EditorHost, editorHost } from './host.ts';
import { linkClicks } from './link-clicks.ts';
import { linkPreview } from './link-preview.ts';
import { linkResolution } from './links.ts';
import { mentionPopup } from './mention-popup.ts';
import { mentions } from './mentions.ts';
import { sendingFiles } from './paste/files.ts';
import { pasteAndDrop } from './paste/paste.ts';
import { livePreview } from './preview/live-preview.ts';
import { searchPhrases } from './search-phrases.ts';
import { drawnSelection } from './still-cursor.ts';
import { tables } from './table/extension.ts';
import { textMenu } from './text-menu.ts';
import { wordMotion } from './word-motion.ts';
import { writing } from './writing/writing.ts';
import { plainWriting } from './writing/writing-settings.ts';

/** What differs from view to view of one text: its host, and through it mode and language. */
const viewConfig = new Compartment();

/** Characters that are parsed before a note is shown, more than a page; a text that takes longer than so many ms is not. */
const parsedAtOnce = 12_000;
const parseTime = 500;

/** The state of a note that no view shows yet. */
export function createNoteState(text: string, readOnly: boolean): EditorState {
  const { doc, endings } = splitText(text);
  const state = EditorState.create({
    doc,
    extensions: [
      lineEndings(endings),
      history(),
      viewConfig.of([]),
      EditorState.readOnly.of(readOnly),
      EditorState.tabSize.of(plainWriting.tabSize),
      indentUnit.of(' '.repeat(plainWriting.tabSize)),
      language(),
      editing(),
      keys(),
      surface(),
      frontMatterTable(),
      composition(),
      livePreview(),
      tables(),
      folding(),
      headingWatch(),
      emphasisWarnings(),
      linkResolution(),
      linkClicks(),
      linkPreview(),
      mentions(),
      mentionPopup(),
      noteCompletion(),
      sendingFiles(),
      pasteAndDrop(),
      textMenu(),
      fullWidthMarks(),
      wordMotion(),
      emphasisFixes(),
    ],
  });
  // What of the text is not parsed now would be drawn as plain lines first, and then again.
  ensureSyntaxTree(state, Math.min(doc.length, parsedAtOnce), parseTime);
  return state.update({ selection: { anchor: bodyStart(state) } }).state;
}

/** Nothing is written. The focus goes to the page round the text, which keys scroll. */
const reading: Extension = [
  EditorView.editable.of(false),
  EditorState.readOnly.of(true),
  EditorView.contentAttributes.of({ tabindex: '-1' }),
  EditorView.domEventObservers({
    focus: (_event, view) => view.dom.closest<HTMLElement>('.note-scroll')?.focus({ preventScroll: true }),
  }),
];

/** The extensions of one view, from where it is shown. */
export function viewExtensions(host: EditorHost): Extension {
  const { t, mode, document } = host;
  const save = () => {
    void document.flush();
    return true;
  };
  return [
    keymap.of([{ key: 'Mod-s', run: save, preventDefault: true }]),
    writing(host.writing ?? plainWriting, mode, host.vim),
    panels({
      ...(host.panels && { topContainer: host.panels }),
      ...(host.bottomPanels && { bottomContainer: host.bottomPanels }),
    }),
    editorHost.of(host),
    EditorView.cspNonce.of(styleNonce()),
    EditorState.phrases.of(searchPhrases(t)),
    host.autoPairs === false ? [] : pairs(),
    mode === 'reading' ? reading : [],
    EditorView.contentAttributes.of({ 'aria-label': t('editor.text') }),
    EditorView.editorAttributes.of({ 'data-mode': mode }),
  ];
}

/** The state as a view of `host` shows it, undo history and all. */
export function stateInView(state: EditorState, host: EditorHost): EditorState {
  return state.update(inView(host)).state;
}

/** The transaction that moves a view to another host: another mode, language or setting. */
export function inView(host: EditorHost) {
  return { effects: viewConfig.reconfigure(viewExtensions(host)) };
}

function language(): Extension {
  return [
    markdown({
      base: commonmarkLanguage,
      extensions: [noteExtensions, tableWithMemory()],
      codeLanguages: languages,
      completeHTMLTags: false,
      addKeymap: false,
      pasteURLAsLink: false,
    }),
  ];
}

function keys(): Extension {
  return [
    bracketMatching(),
    findInNote(),
    highlightSelectionMatches({ minSelectionLength: 2 }),
    keymap.of([...completionKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap]),
  ];
}

function surface(): Extension {
  return [
    EditorView.lineWrapping,
    EditorView.scrollMargins.of(() => ({ bottom: 64 })),
    tooltips({ tooltipSpace: pageSpace }),
    EditorView.contentAttributes.of({
      autocorrect: 'off',
      autocapitalize: 'off',
      class: 'note-content',
    }),
    highlightSpecialChars(),
    drawnSelection(),
    dropCursor(),
    cursors(),
  ];
}

/** Popups stay on the page: they go out of sight with the text that they belong to. */
function pageSpace(view: EditorView) {
  const { innerWidth, innerHeight } = window;
  const page = view.dom.closest('.note-scroll')?.getBoundingClientRect();
  return { left: 0, right: innerWidth, top: page?.top ?? 0, bottom: page?.bottom ?? innerHeight };
}
