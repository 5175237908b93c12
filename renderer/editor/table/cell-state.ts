import { completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap } from '@codemirror/commands';
import { commonmarkLanguage, markdown } from '@codemirror/lang-markdown';
import { bracketMatching } from '@codemirror/language';
import { EditorState, type Extension, Prec, type Transaction } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { noteExtensions } from '../../../shared/note/grammar.ts';
import { cellFixes } from '../../../shared/note/table/content.ts';
import { styleNonce } from '../../client/style-nonce.ts';
import { noteCompletion } from '../complete/completion.ts';
import { composition } from '../composition.ts';
import { pairs } from '../editing/pairs.ts';
import { fullWidthMarks } from '../full-width.ts';
import { type EditorHost, editorHost } from '../host.ts';
import { linkClicks } from '../link-clicks.ts';
import { linkResolution } from '../links.ts';
import { sendingFiles } from '../paste/files.ts';
import { pasteAndDrop } from '../paste/paste.ts';
import { livePreview } from '../preview/live-preview.ts';
import { drawnSelection } from '../still-cursor.ts';
import { wordMotion } from '../word-motion.ts';

/** Blocks that a cell cannot hold: `- a` in one is no list. */
const blocks = [
  'IndentedCode',
  'FencedCode',
  'Blockquote',
  'HorizontalRule',
  'BulletList',
  'OrderedList',
  'ATXHeading',
  'HTMLBlock',
  'SetextHeading',
  'LinkReference',
];

/** The state of the editor of one cell: its source, with marks hidden as outside of tables. */
export function createCellState(text: string, host: EditorHost, keys: Extension): EditorState {
  return EditorState.create({
    doc: text,
    extensions: [
      Prec.high(keys),
      markdown({
        base: commonmarkLanguage,
        extensions: [...noteExtensions, { remove: blocks }],
        completeHTMLTags: false,
        addKeymap: false,
      }),
      editorHost.of(host),
      EditorView.cspNonce.of(styleNonce()),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({
        'aria-label': host.t('table.cell'),
        spellcheck: 'true',
        class: 'note-cell-text',
      }),
      EditorState.transactionFilter.of(oneLine),
      host.autoPairs === false ? [] : pairs(),
      bracketMatching(),
      drawnSelection(),
      composition(),
      livePreview(),
      linkResolution(),
      linkClicks(),
      noteCompletion('cell'),
      fullWidthMarks(),
      wordMotion(),
      sendingFiles(),
      pasteAndDrop(),
      keymap.of([...completionKeymap, ...defaultKeymap]),
    ],
  });
}

/** What is put into a cell stays in it. */
function oneLine(tr: Transaction) {
  if (!tr.docChanged) return tr;
  const changes = cellFixes(tr.newDoc.toString());
  return changes.length === 0 ? tr : [tr, { changes, sequential: true }];
}
