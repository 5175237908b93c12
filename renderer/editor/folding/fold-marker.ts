/**
 * The sign beside a line that can be folded, there while the pointer is on the line. It stands outside of the text:
 * an element in the text would be in the way of an input method at the start of a line.
 */
import { EditorView, type PluginValue, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import { editorHost, hostWords } from '../host.ts';
import { foldedAt, toggleFoldAt } from './fold-commands.ts';
import { foldableAt } from './fold-ranges.ts';

class FoldMarker implements PluginValue {
  private readonly view: EditorView;
  private readonly dom: HTMLButtonElement;
  /** Start of the line that the sign stands at. */
  private line: number | undefined;

  constructor(view: EditorView) {
    this.view = view;
    this.dom = document.createElement('button');
    this.dom.type = 'button';
    this.dom.tabIndex = -1;
    this.dom.className = 'note-fold';
    this.dom.setAttribute('aria-label', hostWords(view.state.facet(editorHost))('editor.fold'));
    this.dom.hidden = true;
    this.dom.addEventListener('mousedown', (event) => event.preventDefault());
    this.dom.addEventListener('click', () => {
      if (this.line !== undefined) toggleFoldAt(this.view, this.line);
    });
    view.dom.append(this.dom);
  }

  /** The pointer is at a height of the page. */
  pointed(clientY: number): void {
    const { view } = this;
    const block = view.lineBlockAtHeight(clientY - view.documentTop);
    this.show(view.state.doc.lineAt(block.from).from);
  }

  show(line: number | undefined): void {
    const { view } = this;
    if (line === undefined && this.line === undefined && this.dom.hidden) return;
    const closed = line === undefined ? undefined : foldedAt(view.state, line);
    const open = line === undefined || closed ? undefined : foldableAt(view.state, line);
    this.line = closed || open ? line : undefined;
    this.dom.hidden = this.line === undefined;
    if (this.line === undefined) return;
    const words = hostWords(view.state.facet(editorHost));
    this.dom.dataset.folded = String(closed !== undefined);
    this.dom.setAttribute('aria-label', words(closed ? 'editor.unfold' : 'editor.fold'));
    this.dom.setAttribute('aria-expanded', String(!closed));
    this.place(this.line);
  }

  private place(line: number): void {
    this.view.requestMeasure({
      key: this,
      read: (view) => {
        const { text, from } = view.state.doc.lineAt(line);
        const first = view.coordsAtPos(from + text.length - text.trimStart().length, 1);
        const box = view.dom.getBoundingClientRect();
        const { node } = view.domAtPos(from);
        const at = node instanceof Element ? node : node.parentElement;
        // The mark of a list item stands left of its text.
        const head = at?.closest('.cm-line')?.querySelector('.note-item-head')?.getBoundingClientRect().left;
        return (
          first && { top: (first.top + first.bottom) / 2 - box.top, left: (head ?? first.left) - box.left }
        );
      },
      write: (at) => {
        if (!at) return;
        this.dom.style.top = `${at.top}px`;
        this.dom.style.left = `${at.left}px`;
      },
    });
  }

  update({ docChanged, geometryChanged, transactions }: ViewUpdate): void {
    if (docChanged) this.show(undefined);
    else if (geometryChanged || transactions.some((tr) => tr.effects.length > 0)) this.show(this.line);
  }

  destroy(): void {
    this.dom.remove();
  }
}

/** The sign, from the pointer over the text. */
export function foldMarker() {
  return ViewPlugin.fromClass(FoldMarker, {
    eventObservers: {
      mousemove(event) {
        if (event.buttons === 0) this.pointed(event.clientY);
      },
      keydown() {
        this.show(undefined);
      },
    },
    provide: (plugin) =>
      EditorView.domEventObservers({
        mouseleave: (event, view) => {
          const to = event.relatedTarget;
          if (!(to instanceof Element && to.closest('.note-fold'))) view.plugin(plugin)?.show(undefined);
        },
      }),
  });
}
