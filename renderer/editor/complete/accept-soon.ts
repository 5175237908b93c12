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

/** Holds on to a key that was meant for suggestions which are still looked for, and to those that come after it. */
class Waiting implements PluginValue {
  private readonly view: EditorView;
  private keys: string[] = [];
  /** The key is on its way to whatever else it means. */
  passing = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(view: EditorView) {
    this.view = view;
  }

  get waits(): boolean {
    return this.keys.length > 0;
  }

  take(key: string): void {
    if (!this.waits) this.later(() => this.pass(), patience);
    this.keys.push(key);
  }

  update({ docChanged, selectionSet, state }: ViewUpdate): void {
    if (!this.waits) return;
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
    const { keys, view } = this;
    const { doc } = view.state;
    if (isArrow(keys[0]) || !acceptCompletion(view)) {
      this.pass();
      return;
    }
    this.end();
    // The first one is done with. A link that is put in later is not to be broken by the others.
    if (view.state.doc !== doc) this.press(keys.slice(1));
  }

  /** The keys do what they do: with suggestions where some were found, else without. */
  private pass(): void {
    const { keys } = this;
    this.end();
    this.press(keys);
  }

  private press(keys: readonly string[]): void {
    this.passing = true;
    for (const key of keys) runScopeHandlers(this.view, new KeyboardEvent('keydown', { key }), 'editor');
    this.passing = false;
  }

  private later(act: () => void, delay = 0): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(act, delay);
  }

  private end(): void {
    clearTimeout(this.timer);
    this.keys = [];
  }
}

const waiting = ViewPlugin.fromClass(Waiting);

const isArrow = (key: string | undefined) => key?.startsWith('Arrow') === true;

/** Those for what was typed before: CodeMirror shows them until it has those for what is typed now, and takes none. */
const areShown = (view: EditorView) => view.dom.querySelector('.cm-tooltip-autocomplete') !== null;

/**
 * A command for `key`: where suggestions are shown that are looked for anew, it waits for them, and in a link that is
 * being typed Enter and Tab do so before there are any. Whoever types faster than the vault is searched gets what was
 * chosen all the same, and no line that breaks in the midst of it.
 */
export function acceptSoon(key: string): (view: EditorView) => boolean {
  return (view) => {
    const { state } = view;
    const plugin = view.plugin(waiting);
    if (!plugin || plugin.passing || isComposing(view)) return false;
    if (!plugin.waits) {
      if (completionStatus(state) !== 'pending') return false;
      const wanted = !isArrow(key) && openLinkAt(state, state.selection.main.head);
      if (state.readOnly || !(wanted || areShown(view))) return false;
    }
    plugin.take(key);
    return true;
  };
}

export function acceptingSoon(): Extension {
  return waiting;
}
