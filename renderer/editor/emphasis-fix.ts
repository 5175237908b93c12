/** The bold that Hugo will not show, gone through and mended by keyboard. */
import { type EditorState, type Extension, StateEffect, StateField } from '@codemirror/state';
import { type EditorView, keymap, showTooltip, type Tooltip } from '@codemirror/view';
import type { BrokenBold } from '../../shared/hugo/emphasis.ts';
import { brokenIn, fixAllAction } from './emphasis.ts';
import { editorHost, hostWords } from './host.ts';
import { type PopupAction, popup } from './popup.ts';
import { wholeTree } from './whole-tree.ts';

const showFix = StateEffect.define<BrokenBold | undefined>();

/** The place whose mend is offered; gone with the next change or move. */
const offered = StateField.define<BrokenBold | undefined>({
  create: () => undefined,
  update(value, tr) {
    const asked = tr.effects.findLast((effect) => effect.is(showFix));
    if (asked) return asked.value;
    return tr.docChanged || tr.selection ? undefined : value;
  },
  provide: (field) => showTooltip.from(field, (found) => (found ? tooltip(found) : null)),
});

/** Milliseconds that a long note is given to be read to its end. */
const parseTime = 1000;

/** The broken bold at `pos`, else the next one after it, else the first of the note. */
export function nextBroken(state: EditorState, pos: number): BrokenBold | undefined {
  const all = brokenIn(state, wholeTree(state, parseTime));
  return all.find(({ to }) => to >= pos) ?? all[0];
}

/** Go to bold that Hugo will not show, and offer what mends it. Asked again there, go to the next. */
export function offerFix(view: EditorView): boolean {
  const shown = view.state.field(offered);
  const found = nextBroken(view.state, shown ? shown.to + 1 : view.state.selection.main.head);
  if (!found) return false;
  view.dispatch({ selection: { anchor: found.to }, scrollIntoView: true });
  view.dispatch({ effects: showFix.of(found) });
  return true;
}

function tooltip(found: BrokenBold): Tooltip {
  return {
    pos: found.from,
    end: found.to,
    above: true,
    create: (view) => {
      const dom = popup(hostWords(view.state.facet(editorHost))('editor.emphasisCjk'), actions(view, found));
      dom.setAttribute('role', 'dialog');
      dom.addEventListener('keydown', (event) => onKey(view, dom, event));
      return { dom, mount: () => dom.querySelector('button')?.focus() };
    },
  };
}

function actions(view: EditorView, found: BrokenBold): PopupAction[] {
  const { fix } = found;
  const t = hostWords(view.state.facet(editorHost));
  const next = {
    label: t('editor.nextPlace'),
    act: () => {
      view.focus();
      offerFix(view);
    },
  };
  const others = nextBroken(view.state, found.to + 1)?.from !== found.from;
  if (!fix || view.state.readOnly) return others ? [next] : [];
  const mend = () => {
    view.dispatch({ changes: fix, userEvent: 'input.fix' });
    view.focus();
  };
  const all = fixAllAction(view).map(({ label, act }) => ({
    label,
    act: (event: MouseEvent) => {
      act(event);
      view.focus();
    },
  }));
  return [{ label: t('editor.fix'), act: mend }, ...all, ...(others ? [next] : [])];
}

/** Escape goes back to the text, arrows go from button to button, and the same keys as before to the next place. */
function onKey(view: EditorView, dom: HTMLElement, event: KeyboardEvent): void {
  const buttons = [...dom.querySelectorAll('button')];
  const at = buttons.indexOf(event.target as HTMLButtonElement);
  const way = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (event.key === 'Escape') {
    view.dispatch({ effects: showFix.of(undefined) });
    view.focus();
  } else if (event.key === '.' && (event.ctrlKey || event.metaKey)) {
    view.focus();
    offerFix(view);
  } else if (way) buttons[(at + way + buttons.length) % buttons.length]?.focus();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function withdraw(view: EditorView): boolean {
  if (!view.state.field(offered)) return false;
  view.dispatch({ effects: showFix.of(undefined) });
  return true;
}

export function emphasisFixes(): Extension {
  return [
    offered,
    keymap.of([
      { key: 'Mod-.', run: offerFix },
      { key: 'Escape', run: withdraw },
    ]),
  ];
}
