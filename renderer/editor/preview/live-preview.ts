import { syntaxTree } from '@codemirror/language';
import type { Extension, StateEffect } from '@codemirror/state';
import {
  type DecorationSet,
  type EditorView,
  type PluginValue,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';
import { composed, isComposing } from '../composition.ts';
import { editorHost } from '../host.ts';
import { blockPreview } from './block-field.ts';
import { calloutToggled } from './callout-folds.ts';
import { footnotes } from './footnotes.ts';
import { knownLinks, linksKnown, previewDecorations } from './marks.ts';
import { reveal, revealField } from './reveal.ts';

/**
 * Draws the note over its source. While an input method composes, and while the pointer selects, what is shown
 * and what hidden stays as it is: nothing moves under the person's hands.
 */
class LivePreview implements PluginValue {
  decorations: DecorationSet;
  private readonly view: EditorView;

  constructor(view: EditorView) {
    this.view = view;
    this.decorations = this.build();
  }

  update(update: ViewUpdate): void {
    if (isComposing(update.view)) this.decorations = this.decorations.map(update.changes);
    else if (needsRedraw(update)) this.decorations = this.build();
  }

  private build(): DecorationSet {
    const { state, visibleRanges } = this.view;
    const mode = state.facet(editorHost)?.mode;
    return previewDecorations({
      state,
      ranges: visibleRanges,
      reveal: state.field(revealField).spans,
      hide: mode !== 'source',
      reading: mode === 'reading',
      links: state.field(knownLinks),
    });
  }
}

function needsRedraw(update: ViewUpdate): boolean {
  const { state, startState } = update;
  return (
    update.docChanged ||
    update.viewportChanged ||
    state.field(revealField) !== startState.field(revealField) ||
    syntaxTree(state) !== syntaxTree(startState) ||
    state.facet(editorHost) !== startState.facet(editorHost) ||
    update.transactions.some((tr) => tr.effects.some(isReason))
  );
}

function isReason(effect: StateEffect<unknown>): boolean {
  return effect.is(composed) || effect.is(calloutToggled) || effect.is(linksKnown);
}

const livePreviewPlugin = ViewPlugin.fromClass(LivePreview, {
  decorations: (plugin) => plugin.decorations,
});

export function livePreview(): Extension {
  return [knownLinks, reveal(), blockPreview(), footnotes(), livePreviewPlugin];
}
