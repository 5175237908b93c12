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
import { blockField, blockPreview } from './block-field.ts';
import { calloutToggled } from './callout-folds.ts';
import { codeColours } from './code-colours.ts';
import type { PreviewInput } from './context.ts';
import { footnotes } from './footnotes.ts';
import { knownLinks, linksKnown, previewDecorations } from './marks.ts';
import { patchDecorations } from './patch.ts';
import { reveal, revealField } from './reveal.ts';
import { strictLineBreaks } from './strict-breaks.ts';

/**
 * Draws the note over its source. While an input method composes, and while the pointer selects, what is shown
 * and what hidden stays as it is: nothing moves under the person's hands.
 */
class LivePreview implements PluginValue {
  decorations: DecorationSet;
  private readonly view: EditorView;

  constructor(view: EditorView) {
    this.view = view;
    this.decorations = previewDecorations(this.input());
  }

  update(update: ViewUpdate): void {
    const [tr] = update.transactions;
    if (isComposing(update.view)) this.decorations = this.decorations.map(update.changes);
    else if (needsAll(update)) this.decorations = previewDecorations(this.input());
    else if (tr && needsSome(update)) this.decorations = patchDecorations(this.decorations, tr, this.input());
  }

  private input(): PreviewInput {
    const { state, visibleRanges } = this.view;
    const mode = state.facet(editorHost)?.mode;
    return {
      state,
      ranges: visibleRanges,
      reveal: state.field(revealField).spans,
      hide: mode !== 'source',
      reading: mode === 'reading',
      links: state.field(knownLinks),
    };
  }
}

function needsAll({ state, startState, transactions, viewportMoved }: ViewUpdate): boolean {
  return (
    viewportMoved ||
    transactions.length > 1 ||
    state.facet(editorHost) !== startState.facet(editorHost) ||
    state.field(blockField).definitions !== startState.field(blockField).definitions ||
    transactions.some((tr) => tr.effects.some(isReason))
  );
}

function needsSome({ docChanged, state, startState }: ViewUpdate): boolean {
  return (
    docChanged ||
    state.field(revealField) !== startState.field(revealField) ||
    syntaxTree(state) !== syntaxTree(startState)
  );
}

function isReason(effect: StateEffect<unknown>): boolean {
  return effect.is(composed) || effect.is(calloutToggled) || effect.is(linksKnown);
}

const livePreviewPlugin = ViewPlugin.fromClass(LivePreview, {
  decorations: (plugin) => plugin.decorations,
});

export function livePreview(): Extension {
  return [
    knownLinks,
    reveal(),
    blockPreview(),
    strictLineBreaks(),
    footnotes(),
    livePreviewPlugin,
    codeColours(),
  ];
}
