import type { Documents } from './documents.ts';
import { bodyStart } from './front-matter.ts';
import type { EditorHost } from './host.ts';
import { createNoteView } from './note-view.ts';
import { element } from './render/dom.ts';

/** Pixels of the box that its bar covers. */
const barHeight = 42;

/** An editor of a note in a small box of another note's. The document is shared: it saves itself, and its undo is one. */
export async function editInBox(
  documents: Documents,
  host: EditorHost,
  {
    path,
    line,
    box,
    signal,
  }: { path: string; line: number | undefined; box: HTMLElement; signal: AbortSignal },
): Promise<void> {
  const document = documents.open(path);
  const close = () => documents.close(document);
  await document.ready;
  const { text } = document;
  if (signal.aborted || !text) {
    if (!signal.aborted) box.append(element('p', 'note-inset-empty', host.t('editor.loadFailed')));
    return close();
  }
  const parent = element('div', 'note-text');
  box.append(parent);
  const alone = { panels: undefined, bottomPanels: undefined, jumped: undefined, headingChanged: undefined };
  const note = createNoteView({
    document,
    text,
    host: { ...host, ...alone, document, mode: 'live' },
    parent,
    scroller: box,
    onUpdate: () => undefined,
  });
  signal.addEventListener('abort', () => {
    const { scroll } = document;
    note.destroy();
    // Its tab is where it was.
    document.scroll = scroll;
    close();
  });
  const { view } = note;
  if (line === undefined) view.dispatch({ selection: { anchor: bodyStart(view.state) } });
  else note.goToLine(line, barHeight);
  view.focus();
}
