import {
  type Completion,
  type CompletionContext,
  type CompletionResult,
  closeCompletion,
  pickedCompletion,
} from '@codemirror/autocomplete';
import { type ChangeSpec, type EditorState, Facet, Transaction } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type { Result } from '../../../shared/contract/api.ts';
import { type EditorHost, editorHost } from '../host.ts';
import { isInTable, openLinkAt } from './where.ts';

export type LinkChoice = Result<'complete.link'>[number];

const choices = 50;

/** The text is that of a cell, and not of the note. */
export const cellText = Facet.define<boolean, boolean>({ combine: (values) => values.includes(true) });

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
  const { state, pos } = context;
  const host = state.facet(editorHost);
  const open = openLinkAt(state, pos);
  if (!host || !open) return null;
  const control = new AbortController();
  context.addEventListener('abort', () => control.abort());
  // A block is asked for without the `#` too, as in Obsidian: `Name^`, and `^` for one of this note.
  const query = open.query.replace(/^([^#^]*)\^(?!\^)/, '$1#^');
  const params = {
    source: host.document.path,
    query,
    limit: choices,
    ...(query.startsWith('#') && !state.facet(cellText) && { text: state.doc.toString() }),
    ...(isInTable(state, pos) && { inTable: true }),
  };
  const found = await host.client
    .call('complete.link', params, { signal: control.signal })
    .catch((): LinkChoice[] => []);
  if (found.length === 0) return null;
  return { from: open.from, filter: false, options: found.map((choice) => linkOption(choice, host)) };
}

function linkOption(choice: LinkChoice, host: EditorHost): Completion {
  return {
    label: choice.kind === 'create' ? host.t('editor.completeNew', { name: choice.label }) : choice.label,
    detail: choice.kind === 'unresolved' ? host.t('editor.completeMissing') : choice.detail,
    type: choice.kind,
    apply(view: EditorView, completion: Completion, from: number, to: number) {
      if (choice.id === undefined)
        putIn(view, completion, linkInsertion(view.state, from, to, choice.insert));
      else void nameAndLink(view, completion, choice, host);
      if (choice.kind === 'create' && choice.path !== undefined) void create(host, choice.path);
    },
  };
}

function putIn(
  view: EditorView,
  completion: Completion,
  change: { from: number; to: number; insert: string },
  more: ChangeSpec[] = [],
): void {
  const changes = view.state.changes([change, ...more]);
  view.dispatch({
    changes,
    selection: { anchor: changes.mapPos(change.to, 1) },
    scrollIntoView: true,
    annotations: [pickedCompletion.of(completion), Transaction.userEvent.of('input.complete')],
  });
}

async function create(host: EditorHost, path: string): Promise<void> {
  await host.client.call('note.create', { path }).catch(host.trouble);
}

/**
 * Link to a block that has no id: it gets one first. In another note that is a change of the core's; in this one it
 * is part of the change that puts in the link, so that one undo takes back both.
 */
async function nameAndLink(
  view: EditorView,
  completion: Completion,
  { path, line, id, insert }: LinkChoice,
  host: EditorHost,
): Promise<void> {
  if (path === undefined || line === undefined || id === undefined) return;
  closeCompletion(view);
  const { doc } = view.state;
  const own = path === host.document.path && !view.state.facet(cellText);
  const text = own ? doc.toString() : undefined;
  try {
    const named = await host.client.call('block.name', {
      path,
      line,
      id,
      ...(text !== undefined && { text }),
    });
    const { head } = view.state.selection.main;
    const open = openLinkAt(view.state, head);
    if (!open || (own && view.state.doc !== doc)) return;
    const change = linkInsertion(
      view.state,
      open.from,
      head,
      insert.replace(`^${id}`, () => `^${named.id}`),
    );
    putIn(view, completion, change, own && named.edit ? [named.edit] : []);
  } catch (error) {
    host.trouble(error);
  }
}
