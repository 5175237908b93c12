import { acceptCompletion, completionStatus } from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import {
  type EditorView,
  type PluginValue,
  runScopeHandlers,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';
import { isComposing } from '../composition.ts';
import { openLinkAt } from './where.ts';

/** So long (ms) a key waits for suggestions at most; then it is what it always is. */
const patience = 1_000;

/** Holds on to a key that was meant for suggestions which are still looked for. */
class Waiting implements PluginValue {
  private readonly view: EditorView;
  private key: string | undefined;
  /** The key is on its way to whatever else it means. */
  passing = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(view: EditorView) {
    this.view = view;
  }

  begin(key: string): void {
    this.key = key;
    this.later(() => this.pass(), patience);
  }

  update({ docChanged, selectionSet, state }: ViewUpdate): void {
    if (this.key === undefined) return;
    const status = completionStatus(state);
    if (docChanged || selectionSet) this.end();
    // Not amid an update of the view.
    else if (status === 'active') this.later(() => this.accept());
    else if (status === null) this.later(() => this.pass());
  }

  destroy(): void {
    this.end();
  }

  private accept(): void {
    if (acceptCompletion(this.view)) this.end();
    else this.pass();
  }

  /** Nothing was found: the key does what it does without suggestions. */
  private pass(): void {
    const { key } = this;
    this.end();
    if (key === undefined) return;
    this.passing = true;
    runScopeHandlers(this.view, new KeyboardEvent('keydown', { key }), 'editor');
    this.passing = false;
  }

  private later(act: () => void, delay = 0): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(act, delay);
  }

  private end(): void {
    clearTimeout(this.timer);
    this.key = undefined;
  }
}

const waiting = ViewPlugin.fromClass(Waiting);

/**
 * A command for `key`: in a link that is being typed, it takes the first suggestion as soon as that is there. Whoever
 * types faster than the vault is searched gets the link all the same, and no line that breaks in the midst of it.
 */
export function acceptSoon(key: string): (view: EditorView) => boolean {
  return (view) => {
    const { state } = view;
    const plugin = view.plugin(waiting);
    if (!plugin || plugin.passing || completionStatus(state) !== 'pending' || isComposing(view)) return false;
    if (state.readOnly || !openLinkAt(state, state.selection.main.head)) return false;
    plugin.begin(key);
    return true;
  };
}

export function acceptingSoon(): Extension {
  return waiting;
}
