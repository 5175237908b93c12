import type { Extension } from '@codemirror/state';
import { StateEffect } from '@codemirror/state';
import { EditorView, type PluginValue, ViewPlugin } from '@codemirror/view';
import { editorHost } from './host.ts';

/** An input method has finished; what held still while it composed may catch up. */
export const composed = StateEffect.define<null>();

/**
 * Whether an input method is composing. On Android merely touching a word starts a composition, so there only
 * one that has changed something counts.
 */
export function isComposing(view: EditorView): boolean {
  return (
    view.composing || (view.compositionStarted && !/Android/.test(globalThis.navigator?.userAgent ?? ''))
  );
}

/** Longer than the view takes to read the last change of a composition out of the page. */
const settle = 60;

class Composition implements PluginValue {
  private readonly view: EditorView;
  private release: (() => void) | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(view: EditorView) {
    this.view = view;
  }

  begin(): void {
    clearTimeout(this.timer);
    this.release ??= this.view.state.facet(editorHost)?.document.hold();
  }

  end(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (isComposing(this.view)) return;
      this.view.dispatch({ effects: composed.of(null) });
      this.release?.();
      this.release = undefined;
    }, settle);
  }

  destroy(): void {
    clearTimeout(this.timer);
    this.release?.();
  }
}

const compositionPlugin = ViewPlugin.fromClass(Composition);

/** Hold the document still while an input method composes in it. */
export function composition(): Extension {
  const on = (act: 'begin' | 'end') => (_event: Event, view: EditorView) => {
    view.plugin(compositionPlugin)?.[act]();
  };
  return [
    compositionPlugin,
    EditorView.domEventObservers({ compositionstart: on('begin'), compositionend: on('end') }),
  ];
}
