import type { Extension } from '@codemirror/state';
import {
  drawSelection,
  type EditorView,
  type PluginValue,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';

/** Milliseconds after the last key, or move, until the cursor blinks again. */
const rest = 500;

/**
 * Keeps the cursor from blinking while one types or moves: CodeMirror begins the blinking anew at each key, for which
 * the page is styled once more, and goes on for frames in which nothing else changes.
 */
class StillCursor implements PluginValue {
  private readonly view: EditorView;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private last = 0;

  constructor(view: EditorView) {
    this.view = view;
  }

  update({ docChanged, selectionSet }: ViewUpdate): void {
    if (!docChanged && !selectionSet) return;
    this.animate('none');
    this.last = performance.now();
    this.timer ??= setTimeout(() => this.restOrWait(), rest);
  }

  destroy(): void {
    clearTimeout(this.timer);
  }

  /** One timer for many keys. */
  private restOrWait(): void {
    const left = this.last + rest - performance.now();
    this.timer = left > 0 ? setTimeout(() => this.restOrWait(), left) : undefined;
    if (left <= 0) this.animate('');
  }

  /** `name`: of an animation instead of that of the style sheet. */
  private animate(name: 'none' | ''): void {
    const layer = this.view.scrollDOM.querySelector<HTMLElement>(':scope > .cm-cursorLayer');
    if (layer) layer.style.animationName = name;
  }
}

/** Selection and cursors as elements of ours, of which the cursors stand still while one types. */
export function drawnSelection(): Extension {
  // In this order: the layer of the cursors names its animation in the same update.
  return [drawSelection(), ViewPlugin.fromClass(StillCursor)];
}
