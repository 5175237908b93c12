import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { languages } from '@codemirror/language-data';
import type { EditorState } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type { Result } from '../../../shared/contract/api.ts';
import { editorHost } from '../host.ts';
import { nodeAround, typedBefore } from './where.ts';

/** Written most in notes about machines; what the vault itself has comes before these. */
const usual = [
  ...[
    'bash',
    'yaml',
    'json',
    'go',
    'python',
    'typescript',
    'javascript',
    'sql',
    'dockerfile',
    'toml',
    'nginx',
  ],
  ...['ini', 'diff', 'html', 'css', 'xml', 'rust', 'java', 'c', 'cpp', 'lua', 'mermaid', 'text', 'query'],
];

const opening = /^\s*(?:>\s?|[-*+]\s+|\d+[.)]\s+)*(?:`{3,}|~{3,})\s*([\w+#.-]*)$/;

/** Languages for a fence that is being opened. */
export async function completeFence(context: CompletionContext): Promise<CompletionResult | null> {
  const { state, pos } = context;
  const host = state.facet(editorHost);
  const query = typedBefore(state, pos, opening);
  if (!host || query === undefined || !opensFence(state, pos)) return null;
  const used = await host.client.call('complete.language', {}).catch((): Result<'complete.language'> => []);
  const found = rankLanguages(
    query,
    used.map(({ lang }) => lang),
  );
  if (found.length === 0) return null;
  const options = found.map((label) => ({ label, type: 'language', apply }));
  return { from: pos - query.length, filter: false, options };
}

/** The first line of a fence, not its last. */
function opensFence(state: EditorState, pos: number): boolean {
  const fence = nodeAround(state, pos, /^FencedCode$/);
  return fence !== undefined && state.doc.lineAt(fence.from).number === state.doc.lineAt(pos).number;
}

/** Beginnings before the rest; of these, what the vault has, then what is usual, then all others. */
export function rankLanguages(query: string, used: readonly string[]): string[] {
  const typed = query.toLowerCase();
  const others = languages.flatMap(({ name, alias }) => [name.toLowerCase().replaceAll(' ', '-'), ...alias]);
  const all = [...new Set([...used, ...usual, ...others])].filter((name) => name !== typed);
  const begins = all.filter((name) => name.startsWith(typed));
  const holds = all.filter((name) => !name.startsWith(typed) && name.includes(typed));
  return [...begins, ...holds].slice(0, 50);
}

/** The language; where the fence is not closed yet, its end too, with the cursor between. */
function apply(view: EditorView, { label }: Completion, from: number, to: number): void {
  const { state } = view;
  const fence = nodeAround(state, to, /^FencedCode$/);
  const mark = fence?.getChild('CodeMark');
  const closed = fence && fence.getChildren('CodeMark').length > 1;
  const line = state.doc.lineAt(to);
  const indent = /^[\s>]*/.exec(line.text)?.[0] ?? '';
  const rest = mark && !closed ? `\n${indent}\n${indent}${state.sliceDoc(mark.from, mark.to)}` : '';
  const within = rest === '' ? 0 : 1 + indent.length;
  view.dispatch({
    changes: { from, to, insert: label + rest },
    selection: { anchor: from + label.length + within },
    userEvent: 'input.complete',
  });
}
