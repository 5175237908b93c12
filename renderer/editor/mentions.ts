import { ChangeSet, type Extension, RangeSet, StateEffect, StateField } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  EditorView,
  type PluginValue,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';
import type { Result } from '../../shared/contract/api.ts';
import { isComposing } from './composition.ts';
import { editorHost } from './host.ts';

export type Mention = Result<'mention.find'>[number];

const setMentions = StateEffect.define<DecorationSet>();

/** Where names of other notes stand in plain text. */
export const mentionMarks = StateField.define<DecorationSet>({
  create: () => RangeSet.empty,
  update(marks, tr) {
    const fresh = tr.effects.findLast((effect) => effect.is(setMentions));
    return fresh ? fresh.value : marks.map(tr.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** The mention at a place of the text, as found last. */
export function mentionAt(view: EditorView, pos: number): Mention | undefined {
  let found: Mention | undefined;
  view.state.field(mentionMarks).between(pos, pos, (from, to, mark) => {
    found = { ...(mark.spec.mention as Mention), from, to };
    return false;
  });
  return found;
}

/** Milliseconds after the last change; a long note waits longer, since its whole text is looked through. */
const settle = 300;
const perCharacter = 1 / 2000;
/** Milliseconds until the first question: the text is on the screen by then. */
const firstDelay = 60;

/** Asks for the mentions when typing rests, and keeps their places right until the answer comes. */
class MentionFinder implements PluginValue {
  private readonly view: EditorView;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private control: AbortController | undefined;
  /** What changed since the question that is under way. */
  private since: ChangeSet | undefined;
  private stopListening: (() => void) | undefined;

  constructor(view: EditorView) {
    this.view = view;
    this.listen(firstDelay);
  }

  update(update: ViewUpdate): void {
    if (update.docChanged) {
      this.since = this.since?.compose(update.changes);
      this.askSoon(settle);
    }
    if (update.state.facet(editorHost) !== update.startState.facet(editorHost)) this.listen(0);
  }

  destroy(): void {
    clearTimeout(this.timer);
    this.control?.abort();
    this.stopListening?.();
  }

  private listen(delay: number): void {
    this.stopListening?.();
    this.stopListening = this.view.state
      .facet(editorHost)
      ?.client.on('vault.changed', () => this.askSoon(2 * settle));
    this.askSoon(delay);
  }

  private askSoon(delay: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.ask(), delay + this.view.state.doc.length * perCharacter);
  }

  private async ask(): Promise<void> {
    const { state } = this.view;
    const host = state.facet(editorHost);
    if (!host?.mentions || host.mode === 'source') return this.show([]);
    this.control?.abort();
    const control = new AbortController();
    this.control = control;
    this.since = ChangeSet.empty(state.doc.length);
    try {
      const params = { path: host.document.path, text: state.doc.toString() };
      const found = await host.client.call('mention.find', params, { signal: control.signal });
      if (!control.signal.aborted) this.show(found.filter((mention) => !mention.weak));
    } catch {
      // Marks are a help, not the text: without an answer the old ones stay.
    }
  }

  private show(found: readonly Mention[]): void {
    if (isComposing(this.view)) {
      this.askSoon(settle);
      return;
    }
    const { since, view } = this;
    const { length } = view.state.doc;
    const marks = found.flatMap((mention) => {
      const from = since?.mapPos(mention.from, 1) ?? mention.from;
      const to = since?.mapPos(mention.to, -1) ?? mention.to;
      if (from >= to || to > length) return [];
      return [Decoration.mark({ class: 'note-mention', mention }).range(from, to)];
    });
    if (marks.length === 0 && view.state.field(mentionMarks).size === 0) return;
    view.dispatch({ effects: setMentions.of(Decoration.set(marks, true)) });
  }
}

export function mentions(): Extension {
  return [mentionMarks, ViewPlugin.fromClass(MentionFinder)];
}
