import { searchPanelOpen } from '@codemirror/search';
import {
  type EditorState,
  type Extension,
  StateEffect,
  StateField,
  type Transaction,
} from '@codemirror/state';
import { EditorView, type PluginValue, ViewPlugin } from '@codemirror/view';
import type { Span } from '../../../shared/note/facts.ts';
import { composed } from '../composition.ts';
import { editorHost } from '../host.ts';

/** The text has the focus, or has lost it. */
export const focusMoved = StateEffect.define<boolean>();
/** The pointer that selects went down, or up. */
const pointerMoved = StateEffect.define<boolean>();

interface Reveal {
  focused: boolean;
  /** A pointer is selecting: what is shown stays, so that nothing moves under it. */
  held: boolean;
  /** What the person is at: elements that touch one of these show their source. */
  spans: readonly Span[];
  /** Where what is folded opens: there, and in reading view at what was found. */
  opened: readonly Span[];
}

/** Where the person is in the text, for what shows its source there. */
export const revealField = StateField.define<Reveal>({
  create: () => ({ focused: false, held: false, spans: [], opened: [] }),
  update(value, tr) {
    let { focused, held } = value;
    for (const effect of tr.effects) {
      if (effect.is(focusMoved)) focused = effect.value;
      if (effect.is(pointerMoved)) held = effect.value;
    }
    const still = held || composes(tr);
    const opened = still ? mapped(value.opened, tr) : spansOf(tr.state, focused);
    const reading = tr.state.facet(editorHost)?.mode === 'reading';
    const spans = reading ? [] : still ? mapped(value.spans, tr) : opened;
    const same =
      focused === value.focused &&
      held === value.held &&
      sameSpans(spans, value.spans) &&
      sameSpans(opened, value.opened);
    return same ? value : { focused, held, spans, opened };
  },
});

function composes(tr: Transaction): boolean {
  return tr.isUserEvent('input.type.compose') && !tr.effects.some((effect) => effect.is(composed));
}

/** In the text, and while something is looked for in it: what was found may be hidden. */
function spansOf(state: EditorState, focused: boolean): readonly Span[] {
  const writes = focused && state.facet(editorHost)?.mode !== 'reading';
  return writes || searchPanelOpen(state) ? state.selection.ranges : [];
}

function mapped(spans: readonly Span[], { changes, docChanged }: Transaction): readonly Span[] {
  if (!docChanged) return spans;
  return spans.map(({ from, to }) => ({ from: changes.mapPos(from, -1), to: changes.mapPos(to, 1) }));
}

function sameSpans(a: readonly Span[], b: readonly Span[]): boolean {
  return (
    a === b ||
    (a.length === b.length &&
      a.every(({ from, to }, index) => from === b[index]?.from && to === b[index]?.to))
  );
}

/** Tells the state of the focus and of the pointer. */
class Person implements PluginValue {
  private readonly view: EditorView;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly release = () => this.released();

  constructor(view: EditorView) {
    this.view = view;
  }

  pressed(): void {
    clearTimeout(this.timer);
    if (this.view.state.field(revealField).held) return;
    this.view.dispatch({ effects: pointerMoved.of(true) });
    this.view.dom.ownerDocument.addEventListener('pointerup', this.release);
    this.view.dom.ownerDocument.addEventListener('pointercancel', this.release);
  }

  destroy(): void {
    clearTimeout(this.timer);
    this.forget();
  }

  private released(): void {
    this.forget();
    // After what the click itself does.
    this.timer = setTimeout(() => this.view.dispatch({ effects: pointerMoved.of(false) }));
  }

  private forget(): void {
    this.view.dom.ownerDocument.removeEventListener('pointerup', this.release);
    this.view.dom.ownerDocument.removeEventListener('pointercancel', this.release);
  }
}

const person = ViewPlugin.fromClass(Person, {
  eventObservers: {
    pointerdown(event) {
      if (event.button === 0) this.pressed();
    },
  },
});

export function reveal(): Extension {
  return [
    revealField,
    person,
    EditorView.focusChangeEffect.of((_state, focusing) => focusMoved.of(focusing)),
  ];
}
