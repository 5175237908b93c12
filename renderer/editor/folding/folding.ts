import {
  codeFolding,
  foldEffect,
  foldedRanges,
  syntaxTree,
  syntaxTreeAvailable,
  unfoldEffect,
} from '@codemirror/language';
import { EditorState, type Extension, type StateEffect } from '@codemirror/state';
import { type EditorView, type PluginValue, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import { editorHost, hostWords } from '../host.ts';
import { foldMarker } from './fold-marker.ts';
import { foldables, foldKeys } from './fold-ranges.ts';

/** Milliseconds after a change until it is remembered. */
const settle = 400;

class RememberedFolds implements PluginValue {
  private readonly view: EditorView;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Nothing is written before what was kept is there. */
  private known = false;
  private gone = false;
  /** Keys of folds that the text may hold where it is not parsed yet. */
  private waiting: readonly string[] = [];

  constructor(view: EditorView) {
    this.view = view;
    // A state that comes back from another tab has its folds with it.
    if (foldedRanges(view.state).size > 0) this.known = true;
    else void this.restore();
  }

  update({ docChanged, state, startState }: ViewUpdate): void {
    if (this.waiting.length > 0 && syntaxTree(state) !== syntaxTree(startState)) {
      setTimeout(() => {
        if (!this.gone && this.waiting.length > 0) this.foldWaiting();
      });
    }
    if (!this.known || (foldedRanges(state) === foldedRanges(startState) && !docChanged)) return;
    if (foldedRanges(state).size === 0 && foldedRanges(startState).size === 0) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.write(), settle);
  }

  destroy(): void {
    this.gone = true;
    if (this.timer === undefined) return;
    clearTimeout(this.timer);
    this.write();
  }

  private async restore(): Promise<void> {
    const host = this.view.state.facet(editorHost);
    const keys = (await host?.folds?.read(host.document.path).catch(() => [])) ?? [];
    if (this.gone) return;
    this.known = true;
    this.waiting = keys;
    this.foldWaiting();
  }

  /** Fold what was kept; again once more of the text is parsed, where it was not all yet. */
  private foldWaiting(): void {
    const { state } = this.view;
    const keys = new Set(this.waiting);
    const effects = foldsOf(state, keys).map((range) => foldEffect.of(range));
    if (syntaxTreeAvailable(state, state.doc.length)) this.waiting = [];
    if (effects.length > 0) this.view.dispatch({ effects });
  }

  private write(): void {
    this.timer = undefined;
    const { state } = this.view;
    const host = state.facet(editorHost);
    host?.folds?.write(host.document.path, foldedKeys(state));
  }
}

/** The ranges that the keys stand for, but for those that the cursor is in. */
export function foldsOf(state: EditorState, keys: ReadonlySet<string>): { from: number; to: number }[] {
  if (keys.size === 0) return [];
  const all = foldables(state);
  const { head } = state.selection.main;
  const known = foldKeys(state, all);
  return all
    .filter(({ from, to }, index) => keys.has(known[index] ?? '') && !(from < head && head < to))
    .map(({ from, to }) => ({ from, to }));
}

export function foldedKeys(state: EditorState): string[] {
  if (foldedRanges(state).size === 0) return [];
  const closed = new Set<number>();
  foldedRanges(state).between(0, state.doc.length, (from) => void closed.add(from));
  const all = foldables(state);
  return foldKeys(state, all).filter((_, index) => closed.has(all[index]?.from ?? -1));
}

/** By itself a fold opens only round a cursor: of what was found at its very end, that stands behind it. */
const unfoldFound = EditorState.transactionExtender.of((tr) => {
  if (!tr.isUserEvent('select.search')) return null;
  const effects: StateEffect<unknown>[] = [];
  for (const { from, to } of tr.newSelection.ranges) {
    foldedRanges(tr.startState).between(from, to, (start, end) => {
      if (start < to && end > from) effects.push(unfoldEffect.of({ from: start, to: end }));
    });
  }
  return { effects };
});

/** Sections, lists, code and front matter that fold, by a quiet sign beside the line or by command. */
export function folding(): Extension {
  return [
    codeFolding({
      preparePlaceholder: (state, { from, to }) =>
        state.doc.lineAt(to).number - state.doc.lineAt(from).number,
      placeholderDOM(view, onclick, lines: number) {
        const words = hostWords(view.state.facet(editorHost));
        const dom = document.createElement('button');
        dom.type = 'button';
        dom.className = 'note-folded';
        dom.textContent = '…';
        dom.title = words('editor.foldedLines', { n: lines });
        dom.setAttribute('aria-label', dom.title);
        dom.addEventListener('mousedown', (event) => event.preventDefault());
        dom.onclick = onclick;
        return dom;
      },
    }),
    foldMarker(),
    unfoldFound,
    ViewPlugin.fromClass(RememberedFolds),
  ];
}
