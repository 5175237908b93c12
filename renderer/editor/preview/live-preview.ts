import { syntaxTree } from '@codemirror/language';
import { type Extension, StateEffect } from '@codemirror/state';
import {
  type DecorationSet,
  type EditorView,
  type PluginValue,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';
import type { Span } from '../../../shared/note/facts.ts';
import { composed, isComposing } from '../composition.ts';
import { editorHost } from '../host.ts';
import { knownLinks, linksKnown, previewDecorations } from './marks.ts';

/** The pointer that was selecting is up: elements may show their source again. */
const pointerUp = StateEffect.define<null>();

/**
 * Draws the note over its source. While an input method composes, and while the pointer selects, what is shown
 * and what hidden stays as it is: nothing moves under the person's hands.
 */
class LivePreview implements PluginValue {
  decorations: DecorationSet;
  private readonly view: EditorView;
  private reveal: readonly Span[] = [];
  private pointing = false;
  private readonly release = () => this.pointerReleased();

  constructor(view: EditorView) {
    this.view = view;
    this.reveal = this.whereThePersonIs();
    this.decorations = this.build();
  }

  update(update: ViewUpdate): void {
    if (isComposing(update.view)) {
      this.decorations = this.decorations.map(update.changes);
      return;
    }
    if (!this.pointing) this.reveal = this.whereThePersonIs();
    else if (update.docChanged) this.reveal = mapSpans(this.reveal, update);
    if (needsRedraw(update)) this.decorations = this.build();
  }

  pointerPressed(): void {
    if (this.pointing) return;
    this.pointing = true;
    this.view.dom.ownerDocument.addEventListener('pointerup', this.release);
    this.view.dom.ownerDocument.addEventListener('pointercancel', this.release);
  }

  destroy(): void {
    this.forgetPointer();
  }

  private pointerReleased(): void {
    this.forgetPointer();
    setTimeout(() => {
      if (this.view.dom.isConnected) this.view.dispatch({ effects: pointerUp.of(null) });
    });
  }

  private forgetPointer(): void {
    this.pointing = false;
    this.view.dom.ownerDocument.removeEventListener('pointerup', this.release);
    this.view.dom.ownerDocument.removeEventListener('pointercancel', this.release);
  }

  private whereThePersonIs(): readonly Span[] {
    const { state, hasFocus } = this.view;
    return hasFocus && state.facet(editorHost)?.mode !== 'reading' ? state.selection.ranges : [];
  }

  private build(): DecorationSet {
    const { state, visibleRanges } = this.view;
    return previewDecorations({
      state,
      ranges: visibleRanges,
      reveal: this.reveal,
      hide: state.facet(editorHost)?.mode !== 'source',
      links: state.field(knownLinks),
    });
  }
}

function needsRedraw(update: ViewUpdate): boolean {
  return (
    update.docChanged ||
    update.selectionSet ||
    update.viewportChanged ||
    update.focusChanged ||
    syntaxTree(update.state) !== syntaxTree(update.startState) ||
    update.state.facet(editorHost) !== update.startState.facet(editorHost) ||
    update.transactions.some((tr) => tr.effects.some(isReason))
  );
}

function isReason(effect: StateEffect<unknown>): boolean {
  return effect.is(composed) || effect.is(pointerUp) || effect.is(linksKnown);
}

function mapSpans(spans: readonly Span[], { changes }: ViewUpdate): Span[] {
  return spans.map(({ from, to }) => ({ from: changes.mapPos(from, -1), to: changes.mapPos(to, 1) }));
}

const livePreviewPlugin = ViewPlugin.fromClass(LivePreview, {
  decorations: (plugin) => plugin.decorations,
  eventObservers: {
    pointerdown(event) {
      if (event.button === 0) this.pointerPressed();
    },
  },
});

export function livePreview(): Extension {
  return [knownLinks, livePreviewPlugin];
}
