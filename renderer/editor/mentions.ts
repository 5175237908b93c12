import { syntaxTree } from '@codemirror/language';
import { ChangeSet, type Extension, type Range, RangeSet, StateEffect, StateField } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  EditorView,
  type PluginValue,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';
import type { Result } from '../../shared/contract/api.ts';
import type { Span } from '../../shared/note/facts.ts';
import { isComposing } from './composition.ts';
import { editorHost } from './host.ts';

export type Mention = Result<'mention.find'>[number];

/** The mentions in a part of the text, in place of those that were there. */
const setMentions = StateEffect.define<{ span: Span; marks: Range<Decoration>[] }>();

/** Where names of other notes stand in plain text. */
export const mentionMarks = StateField.define<DecorationSet>({
  create: () => RangeSet.empty,
  update(marks, tr) {
    const fresh = tr.effects.findLast((effect) => effect.is(setMentions));
    const kept = marks.map(tr.changes);
    if (!fresh) return kept;
    const { span, marks: add } = fresh.value;
    return kept.update({ filterFrom: span.from, filterTo: span.to, filter: () => false, add, sort: true });
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

/** Milliseconds after the last change, and after a long note was scrolled. */
const settle = 300;
/** A text of up to this many characters is looked through whole; of a longer one, what is in sight. */
const whole = 100_000;
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
    } else if (update.viewportMoved && update.state.doc.length > whole) this.askSoon(settle);
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
    this.timer = setTimeout(() => void this.ask(), delay);
  }

  private async ask(): Promise<void> {
    const { state } = this.view;
    const host = state.facet(editorHost);
    const span = spanToAsk(this.view);
    if (!host?.mentions || host.mode === 'source') return this.show({ from: 0, to: state.doc.length }, []);
    this.control?.abort();
    const control = new AbortController();
    this.control = control;
    this.since = ChangeSet.empty(state.doc.length);
    try {
      const params = { path: host.document.path, text: state.sliceDoc(span.from, span.to) };
      const found = await host.client.call('mention.find', params, { signal: control.signal });
      if (!control.signal.aborted)
        this.show(
          span,
          found.filter((mention) => !mention.weak),
        );
    } catch {
      // Marks are a help, not the text: without an answer the old ones stay.
    }
  }

  /** @param found with places in the text of `span`, as it was when it was asked about */
  private show(span: Span, found: readonly Mention[]): void {
    if (isComposing(this.view)) {
      this.askSoon(settle);
      return;
    }
    const { since, view } = this;
    const { length } = view.state.doc;
    const place = (pos: number, side: 1 | -1) => Math.min(since?.mapPos(pos, side) ?? pos, length);
    const marks = found.flatMap((mention) => {
      const from = place(span.from + mention.from, 1);
      const to = place(span.from + mention.to, -1);
      if (from >= to) return [];
      return [Decoration.mark({ class: 'note-mention', mention }).range(from, to)];
    });
    if (marks.length === 0 && view.state.field(mentionMarks).size === 0) return;
    const now = { from: place(span.from, -1), to: place(span.to, 1) };
    view.dispatch({ effects: setMentions.of({ span: now, marks }) });
  }
}

/** What is looked through: of a long text, the blocks in sight, and of blocks that are long too, their part in sight. */
function spanToAsk({ state, visibleRanges }: EditorView): Span {
  const { length } = state.doc;
  if (length <= whole) return { from: 0, to: length };
  const from = visibleRanges[0]?.from ?? 0;
  const to = visibleRanges.at(-1)?.to ?? from;
  const { topNode } = syntaxTree(state);
  const first = topNode.childBefore(from + 1);
  const last = topNode.childAfter(to - 1);
  // Where the parser has not come yet, the blocks next to it are far away.
  const span = {
    from: first && first.to >= from ? Math.min(from, first.from) : from,
    to: last && last.from <= to ? Math.max(to, last.to) : to,
  };
  return span.to - span.from > whole ? { from, to } : span;
}

export function mentions(): Extension {
  return [mentionMarks, ViewPlugin.fromClass(MentionFinder)];
}
