import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  pickedCompletion,
} from '@codemirror/autocomplete';
import { syntaxTree } from '@codemirror/language';
import type { EditorState, Extension } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type { SyntaxNode } from '@lezer/common';
import type { Result } from '../../shared/contract/api.ts';
import { type EditorHost, editorHost } from './host.ts';

type LinkChoice = Result<'complete.link'>[number];

const choices = 50;
const verbatim =
  /^(?:FencedCode|CodeBlock|InlineCode|InlineMath|BlockMath|FrontMatter|Comment|CommentBlock|PercentComment)$/;

/** The start of a link that the cursor stands in: where its target begins, and what is typed of it. */
export interface OpenLink {
  from: number;
  query: string;
}

/** `[[` (or `【【`) before `pos` on its line, not closed yet and not in code. */
export function openLinkAt(state: EditorState, pos: number): OpenLink | undefined {
  const line = state.doc.lineAt(pos);
  const before = line.text.slice(0, pos - line.from);
  const start = Math.max(before.lastIndexOf('[['), before.lastIndexOf('【【'));
  if (start < 0) return undefined;
  const query = before.slice(start + 2);
  if (/\]\]|[|\n]/.test(query) || isVerbatim(state, line.from + start + 1)) return undefined;
  return { from: line.from + start + 2, query };
}

/** `#` and what is typed of a tag before `pos`. */
export function openTagAt(state: EditorState, pos: number): OpenLink | undefined {
  const line = state.doc.lineAt(pos);
  const found = /(?:^|\s)#([\p{L}\p{M}\p{N}_/-]*)$/u.exec(line.text.slice(0, pos - line.from));
  const query = found?.[1];
  if (query === undefined || isVerbatim(state, pos)) return undefined;
  return { from: pos - query.length, query };
}

/** Whether a place is in code, math, a comment or front matter. */
export function isVerbatim(state: EditorState, pos: number): boolean {
  for (let node: SyntaxNode | null = syntaxTree(state).resolveInner(pos, -1); node; node = node.parent) {
    if (verbatim.test(node.name)) return true;
  }
  return false;
}

/** The change that puts a chosen target in place of what was typed from `from`, its brackets included. */
export function linkInsertion(state: EditorState, from: number, to: number, insert: string) {
  const start = from - 2;
  const typed = /^(?:\]\]?|】】?)/.exec(state.sliceDoc(to, to + 2))?.[0].length ?? 0;
  const whole = /^!?\[/.test(insert) ? insert : `[[${insert}]]`;
  const embedded = whole.startsWith('!') && state.sliceDoc(start - 1, start) === '!';
  return { from: start, to: to + typed, insert: embedded ? whole.slice(1) : whole };
}

/** Suggestions for the link that is being typed; null where there is none. */
export async function completeLink(context: CompletionContext): Promise<CompletionResult | null> {
  const host = context.state.facet(editorHost);
  const open = openLinkAt(context.state, context.pos);
  if (!host || !open) return null;
  const control = new AbortController();
  context.addEventListener('abort', () => control.abort());
  const params = { source: host.document.path, query: open.query, limit: choices };
  const found = await host.client
    .call('complete.link', params, { signal: control.signal })
    .catch((): LinkChoice[] => []);
  if (found.length === 0) return null;
  return { from: open.from, filter: false, options: found.map((choice) => linkOption(choice, host)) };
}

function linkOption(choice: LinkChoice, host: EditorHost): Completion {
  const detail = choice.kind === 'unresolved' ? host.t('editor.completeCreate') : choice.detail;
  return {
    label: choice.label,
    detail,
    type: choice.kind,
    apply(view: EditorView, completion: Completion, from: number, to: number) {
      const change = linkInsertion(view.state, from, to, choice.insert);
      view.dispatch({
        changes: change,
        selection: { anchor: change.from + change.insert.length },
        userEvent: 'input.complete',
        annotations: pickedCompletion.of(completion),
      });
    },
  };
}

/** Suggestions for the tag that is being typed; null where there is none. */
export async function completeTag(context: CompletionContext): Promise<CompletionResult | null> {
  const host = context.state.facet(editorHost);
  const open = openTagAt(context.state, context.pos);
  if (!host || !open || (open.query === '' && !context.explicit)) return null;
  const tags = await host.client.call('tag.list', {}).catch((): Result<'tag.list'> => []);
  const options = rankTags(tags, open.query).map(({ tag, notes }) => ({
    label: tag,
    detail: host.t('editor.completeTag', { n: notes }),
    type: 'tag',
  }));
  return options.length > 0 ? { from: open.from, filter: false, options } : null;
}

/** Tags that begin with `query` first, then those that hold it; the more used first. Colours are no suggestion. */
export function rankTags(tags: Result<'tag.list'>, query: string): Result<'tag.list'> {
  const key = query.toLowerCase();
  const rank = (tag: string) => {
    const at = tag.toLowerCase().indexOf(key);
    return at < 0 ? undefined : Math.min(at, 1);
  };
  return tags
    .filter(({ tag }) => rank(tag) !== undefined && tag.toLowerCase() !== key)
    .filter(({ tag }) => !/^(?:[0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})$/i.test(tag))
    .sort((a, b) => (rank(a.tag) ?? 0) - (rank(b.tag) ?? 0) || b.notes - a.notes)
    .slice(0, choices);
}

/** Completion of links and tags. While an input method composes nothing opens, and its keys are its own. */
export function noteCompletion(): Extension {
  return autocompletion({
    override: [completeLink, completeTag],
    icons: false,
    closeOnBlur: true,
    interactionDelay: 0,
    tooltipClass: () => 'note-completion',
    optionClass: (completion) => `note-completion-${completion.type ?? 'note'}`,
  });
}
