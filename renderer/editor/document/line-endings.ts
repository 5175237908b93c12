import {
  type EditorState,
  type Extension,
  RangeSet,
  RangeSetBuilder,
  RangeValue,
  StateEffect,
  StateField,
  Text,
} from '@codemirror/state';

/** The editor counts every end of line as one character; the file may hold LF, CRLF or a mixture, which survives. */
export interface SplitText {
  doc: Text;
  endings: LineEndings;
}

/** `main` is what most lines end with, and new ones will; `others` marks the line breaks that end differently. */
export interface LineEndings {
  main: '\n' | '\r\n';
  others: RangeSet<OtherEnding>;
}

/** Covers one line break, and nothing that is put in on either side of it. */
class OtherEnding extends RangeValue {
  override startSide = 1;
  override endSide = -1;
}
const otherEnding = new OtherEnding();

/** Text of a file → lines for the editor and the ends that they had. A lone CR is a character like any other. */
export function splitText(text: string): SplitText {
  // Most files have one kind, and some are long.
  if (!text.includes('\r\n')) {
    return { doc: Text.of(text.split('\n')), endings: { main: '\n', others: RangeSet.empty } };
  }
  const lines = text.split(/\r?\n/);
  const breaks: boolean[] = [];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1))
    breaks.push(text[at - 1] === '\r');
  const crlf = breaks.filter(Boolean).length;
  const main = crlf * 2 > breaks.length ? '\r\n' : '\n';
  const builder = new RangeSetBuilder<OtherEnding>();
  let pos = 0;
  for (const [index, isCrlf] of breaks.entries()) {
    pos += lines[index]?.length ?? 0;
    if (isCrlf !== (main === '\r\n')) builder.add(pos, pos + 1, otherEnding);
    pos++;
  }
  return { doc: Text.of(lines), endings: { main, others: builder.finish() } };
}

/** The text as it belongs into the file. */
export function joinText(doc: Text, endings: LineEndings): string {
  if (endings.others.size === 0) return doc.sliceString(0, doc.length, endings.main);
  const other = endings.main === '\n' ? '\r\n' : '\n';
  let text = '';
  let from = 0;
  for (const cursor = endings.others.iter(); cursor.value; cursor.next()) {
    text += doc.sliceString(from, cursor.from, endings.main) + other;
    from = cursor.from + 1;
  }
  return text + doc.sliceString(from, doc.length, endings.main);
}

/** Set together with a replacement of the text from outside. */
export const setEndings = StateEffect.define<LineEndings>();

const endingsField = StateField.define<LineEndings>({
  create: () => ({ main: '\n', others: RangeSet.empty }),
  update(value, tr) {
    for (const effect of tr.effects) if (effect.is(setEndings)) return effect.value;
    if (!tr.docChanged || value.others.size === 0) return value;
    const others = value.others.map(tr.changes).update({
      filter: (from, to) => to === from + 1 && tr.newDoc.sliceString(from, to) === '\n',
    });
    return { main: value.main, others };
  },
});

/** Keep the ends of lines of a file beside its text. */
export function lineEndings(initial: LineEndings): Extension {
  return endingsField.init(() => initial);
}

/** The text of an editor state as it belongs into the file. */
export function fileText(state: EditorState): string {
  return joinText(state.doc, state.field(endingsField));
}

/** Offset in the editor → offset in the text of the file. */
export function fileOffset(state: EditorState, pos: number): number {
  const { main, others } = state.field(endingsField);
  const breaks = state.doc.lineAt(pos).number - 1;
  let otherBreaks = 0;
  others.between(0, pos, (from) => {
    if (from < pos) otherBreaks++;
  });
  return pos + (main === '\r\n' ? breaks - otherBreaks : otherBreaks);
}
