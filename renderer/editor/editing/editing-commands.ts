import {
  addCursorAbove,
  addCursorBelow,
  copyLineDown,
  copyLineUp,
  deleteLine,
  moveLineDown,
  moveLineUp,
} from '@codemirror/commands';
import { findNext, findPrevious, selectSelectionMatches } from '@codemirror/search';
import type { EditorView } from '@codemirror/view';
import { goToDefinition } from '../definition.ts';
import { again, openFind } from '../find/find-state.ts';
import {
  foldEverything,
  foldHere,
  foldToLevel,
  toggleFoldHere,
  unfoldEverything,
  unfoldHere,
} from '../folding/fold-commands.ts';
import { toggleTasks } from '../format.ts';
import { previewLink } from '../link-preview.ts';
import { selectOccurrence } from '../word-motion.ts';
import { change } from './editing.ts';
import { inlineMarks, toggleInline, toggleLink } from './inline-marks.ts';
import { cycleTask, setHeading, setList, shiftHeading, toggleQuote } from './line-marks.ts';
import { moveItems } from './move-item.ts';

function inline(kind: keyof typeof inlineMarks) {
  return change((state) => toggleInline(state, inlineMarks[kind]));
}

/** At the edge of the text there is nowhere to go, and nothing worth a word. */
function move(way: 1 | -1) {
  const items = change((state) => moveItems(state, way));
  return (view: EditorView) => items(view) || (way > 0 ? moveLineDown : moveLineUp)(view) || true;
}

export const editingCommands = {
  'format.bold': inline('bold'),
  'format.italic': inline('italic'),
  'format.code': inline('code'),
  'format.highlight': inline('highlight'),
  'format.strike': inline('strike'),
  'format.comment': inline('comment'),
  'format.link': change(toggleLink),
  'heading.0': change((state) => setHeading(state, 0)),
  'heading.1': change((state) => setHeading(state, 1)),
  'heading.2': change((state) => setHeading(state, 2)),
  'heading.3': change((state) => setHeading(state, 3)),
  'heading.4': change((state) => setHeading(state, 4)),
  'heading.5': change((state) => setHeading(state, 5)),
  'heading.6': change((state) => setHeading(state, 6)),
  'heading.raise': change((state) => shiftHeading(state, -1)),
  'heading.lower': change((state) => shiftHeading(state, 1)),
  'list.bullet': change((state) => setList(state, 'bullet')),
  'list.number': change((state) => setList(state, 'number')),
  'list.task': change((state) => setList(state, 'task')),
  'list.quote': change(toggleQuote),
  'task.toggle': change(toggleTasks),
  'task.cycle': change(cycleTask),
  'line.up': move(-1),
  'line.down': move(1),
  'line.copy-up': copyLineUp,
  'line.copy-down': copyLineDown,
  'line.delete': deleteLine,
  'cursor.above': addCursorAbove,
  'cursor.below': addCursorBelow,
  'cursor.next': selectOccurrence,
  'cursor.all': selectSelectionMatches,
  'link.open': goToDefinition({}),
  'link.open-tab': goToDefinition({ newTab: true }),
  'link.open-beside': goToDefinition({ beside: true }),
  'link.preview': previewLink,
  'find.replace': openFind(true),
  'find.next': again(findNext),
  'find.previous': again(findPrevious),
  'fold.toggle': toggleFoldHere,
  'fold.fold': foldHere,
  'fold.unfold': unfoldHere,
  'fold.all': foldEverything,
  'fold.none': unfoldEverything,
  'fold.level-1': foldToLevel(1),
  'fold.level-2': foldToLevel(2),
  'fold.level-3': foldToLevel(3),
  'fold.level-4': foldToLevel(4),
} satisfies Record<string, (view: EditorView) => boolean>;
