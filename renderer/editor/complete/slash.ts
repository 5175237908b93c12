import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { EditorState } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type { Result } from '../../../shared/contract/api.ts';
import { type EditorHost, editorHost } from '../host.ts';
import { applySlash } from './slash-apply.ts';
import { type SlashCommand, slashCommands } from './slash-table.ts';
import { isInTable, isVerbatim, type Open, openLinkAt, typedBefore } from './where.ts';

type Template = Result<'template.list'>[number];

/** `/` at the start of a line or of a list item, or with a letter after a space; `、` is what a Chinese keyboard types for it. */
export function openSlashAt(state: EditorState, pos: number): Open | undefined {
  const started = typedBefore(
    state,
    pos,
    /^(?:[\s>]|[-*+]\s|\d+[.)]\s|#{1,6}\s|\[.\]\s)*[/、]([\p{L}\p{N}]*)$/u,
  );
  const query = started ?? typedBefore(state, pos, /\s\/([\p{L}\p{N}]+)$/u);
  if (query === undefined || isVerbatim(state, pos) || isInTable(state, pos) || openLinkAt(state, pos))
    return undefined;
  return { from: pos - query.length - 1, query };
}

/** How well a command fits: its title from the start, a word of it, a part of the title; 0 not at all. */
export function slashScore(query: string, title: string, words: string): number {
  const typed = query.toLowerCase();
  const name = title.toLowerCase();
  if (typed === '') return 1;
  if (name.startsWith(typed)) return 4;
  if (words.split(' ').includes(typed)) return 3;
  if (words.split(' ').some((word) => word.startsWith(typed))) return 2;
  return name.includes(typed) ? 1 : 0;
}

/** What can be put in by name. */
export async function completeSlash(context: CompletionContext): Promise<CompletionResult | null> {
  const host = context.state.facet(editorHost);
  const open = openSlashAt(context.state, context.pos);
  if (!host || !open) return null;
  const templates = await host.client.call('template.list', {}).catch((): Template[] => []);
  const fixed = slashCommands.map((command) => ({
    score: slashScore(open.query, host.t(`editor.slash.${command.id}`), command.words),
    option: commandOption(command, host),
  }));
  const own = templates.map((template) => ({
    score: Math.max(
      slashScore(open.query, template.name, 'template moban mb'),
      slashScore(open.query, host.t('editor.slash.template'), ''),
    ),
    option: templateOption(template, host),
  }));
  const found = [...fixed, ...own].filter(({ score }) => score > 0).sort((a, b) => b.score - a.score);
  if (found.length === 0) return null;
  return { from: open.from, filter: false, options: found.map(({ option }) => option) };
}

function commandOption({ id, action }: SlashCommand, host: EditorHost): Completion {
  const detail = action.kind === 'line' ? action.mark.trim() : '';
  return {
    label: host.t(`editor.slash.${id}`),
    detail,
    type: `slash-${id}`,
    apply: (view, _completion, from, to) => void applySlash(view, action, from, to, host),
  };
}

function templateOption({ path, name }: Template, host: EditorHost): Completion {
  return {
    label: name,
    detail: host.t('editor.slash.template'),
    type: 'template',
    apply: (view, _completion, from, to) => void putTemplate(view, path, from, to, host),
  };
}

async function putTemplate(
  view: EditorView,
  template: string,
  from: number,
  to: number,
  host: EditorHost,
): Promise<void> {
  const { doc } = view.state;
  const params = { template, note: host.document.path };
  const found = await host.client.call('template.text', params).catch(host.trouble);
  if (!found || view.state.doc !== doc) return;
  const insert = found.text.replace(/\r\n/g, '\n').replace(/\n$/, '');
  const selection = { anchor: from + insert.length };
  view.dispatch({
    changes: { from, to, insert },
    selection,
    scrollIntoView: true,
    userEvent: 'input.complete',
  });
}
