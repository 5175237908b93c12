import type { Transaction } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type { NoteDocument } from './document/note-document.ts';
import type { OpenText } from './document/open-text.ts';
import type { EditorHost } from './host.ts';
import { inView, stateInView } from './note-state.ts';

/** One view of an open text on the page. */
export interface NoteView {
  readonly view: EditorView;
  /** Show the text in another mode or language. */
  setHost(host: EditorHost): void;
  /** 1-based. `margin`: pixels above it. */
  goToLine(line: number, margin?: number): void;
  destroy(): void;
}

export interface NoteViewOptions {
  document: NoteDocument;
  text: OpenText;
  host: EditorHost;
  parent: HTMLElement;
  /** The element that scrolls, above `parent`. */
  scroller: HTMLElement;
  /** Told after transactions. */
  onUpdate(view: EditorView, transactions: readonly Transaction[]): void;
}

/** Show a text until the view is destroyed; its state, with the undo history, goes back to the text. Throws where it cannot be made. */
export function createNoteView(options: NoteViewOptions): NoteView {
  const { document, text, parent, scroller, onUpdate } = options;
  let shownFor = options.host;
  const { view, detach } = outOfLayout(parent, () => {
    const view = new EditorView({
      state: stateInView(text.stateForView(), options.host),
      parent,
      dispatchTransactions(transactions, view) {
        view.update(transactions);
        text.took(view, transactions);
        onUpdate(view, transactions);
      },
    });
    const detach = text.attach(view);
    restoreScroll(view, document);
    return { view, detach };
  });

  return {
    view,
    setHost(host) {
      if (host === shownFor) return;
      shownFor = host;
      view.dispatch(inView(host));
      view.dispatch({ selection: view.state.selection });
    },
    goToLine(number, margin = 96) {
      const { doc } = view.state;
      const line = doc.line(Math.min(Math.max(1, number), doc.lines));
      const effects = EditorView.scrollIntoView(line.from, { y: 'start', yMargin: margin });
      view.dispatch({ selection: { anchor: line.from }, effects });
    },
    destroy() {
      document.scroll = scrollPlace(view, scroller);
      // The next note begins at its top. Said here, it costs no layout of its own.
      scroller.scrollTop = 0;
      detach();
      view.destroy();
    },
  };
}

/** What the making of a view asks of the page would have all of it styled and laid out before it is whole. */
function outOfLayout<T>(parent: HTMLElement, make: () => T): T {
  parent.style.display = 'none';
  try {
    return make();
  } catch (error) {
    // No half of it stays behind.
    parent.replaceChildren();
    throw error;
  } finally {
    parent.style.display = '';
  }
}

/** What stands at the top edge; undefined where the view is at its start. */
function scrollPlace(view: EditorView, scroller: HTMLElement): NoteDocument['scroll'] {
  const top = scroller.getBoundingClientRect().top;
  const height = top - view.documentTop;
  if (scroller.scrollTop === 0 || height < 0) return undefined;
  const block = view.elementAtHeight(height);
  return { pos: block.from, offset: block.top - height };
}

function restoreScroll(view: EditorView, { scroll }: NoteDocument): void {
  if (!scroll || scroll.pos > view.state.doc.length) return;
  view.dispatch({ effects: EditorView.scrollIntoView(scroll.pos, { y: 'start', yMargin: scroll.offset }) });
}
