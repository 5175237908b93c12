import { isolateHistory } from '@codemirror/commands';
import type { EditorView } from '@codemirror/view';
import { moveSection, neighbour, readSections, sectionAt, shiftSection } from '../../shared/note/sections.ts';
import type { TextEdit } from '../../shared/text/edit.ts';

/** What can be done to a section: past its neighbour, to another level, or before the heading on a line (0: to the end). */
export type SectionChange = 'up' | 'down' | 'raise' | 'lower' | { before: number };

/** Change the section whose heading is on a line, from 1: one change of the text. False where it cannot be. */
export function changeSection(view: EditorView, line: number, change: SectionChange): boolean {
  const { doc } = view.state;
  if (view.state.readOnly || line < 1 || line > doc.lines) return false;
  return changeAt(view, doc.line(line).from, change);
}

/** The section that the cursor is in. */
export const sectionCommands = {
  'section.up': (view: EditorView) => changeHere(view, 'up'),
  'section.down': (view: EditorView) => changeHere(view, 'down'),
  'section.raise': (view: EditorView) => changeHere(view, 'raise'),
  'section.lower': (view: EditorView) => changeHere(view, 'lower'),
};

function changeHere(view: EditorView, change: SectionChange): boolean {
  return !view.state.readOnly && changeAt(view, view.state.selection.main.head, change);
}

function changeAt(view: EditorView, offset: number, change: SectionChange): boolean {
  const text = view.state.doc.toString();
  const edits = plan(text, offset, change, view);
  if (edits.length === 0) return false;
  view.dispatch({
    changes: edits,
    selection: followed(text, edits, offset, view.state.selection.main.head),
    annotations: isolateHistory.of('full'),
    userEvent: 'move.section',
    scrollIntoView: true,
  });
  return true;
}

function plan(text: string, offset: number, change: SectionChange, view: EditorView): TextEdit[] {
  const sections = readSections(text);
  const index = sectionAt(sections, offset);
  if (index < 0) return [];
  if (change === 'raise' || change === 'lower') return shiftSection(text, index, change === 'raise' ? -1 : 1);
  if (change === 'up' || change === 'down') {
    const goal = neighbour(sections, index, change === 'up' ? -1 : 1);
    return goal === undefined ? [] : moveSection(text, index, goal);
  }
  if (change.before === 0) return moveSection(text, index, sections.length);
  const { from } = view.state.doc.line(change.before);
  const goal = sections.findIndex((section) => section.from === from);
  return goal < 0 ? [] : moveSection(text, index, goal);
}

/** A cursor in what is moved goes with it. */
function followed(text: string, edits: readonly TextEdit[], offset: number, head: number) {
  const put = edits.find(({ from, to, insert }) => from === to && insert !== '');
  const taken = edits.find(({ from, to, insert }) => to > from && insert === '');
  if (!put || !taken) return undefined;
  const own = readSections(text)[sectionAt(readSections(text), offset)];
  const at = own ? put.insert.indexOf(text.slice(own.from, own.to).trimEnd()) : -1;
  if (!own || at < 0 || head < own.from || head > own.to) return undefined;
  const shift = put.from > taken.from ? taken.from - taken.to : 0;
  const inside = Math.min(head - own.from, put.insert.length - at);
  return { anchor: put.from + shift + at + inside };
}
