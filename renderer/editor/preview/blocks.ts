import { syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import { Decoration } from '@codemirror/view';
import type { SyntaxNode } from '@lezer/common';
import { editorHost } from '../host.ts';
import type { PreviewContext } from './context.ts';
import { CodeToolsWidget } from './inline-widgets.ts';
import { codeOfItem } from './lists.ts';
import { RuleWidget, TaskWidget } from './widgets.ts';

/** `#` and the space after it, and the `#` that may close a heading, with the space before. */
export function headerMark(node: SyntaxNode, context: PreviewContext): void {
  context.mark(node.from, node.to, 'note-mark');
  const { parent } = node;
  if (!parent?.name.startsWith('ATX') || context.lineTouched(node)) return;
  const line = context.state.doc.lineAt(node.from);
  if (node.from === parent.from) {
    const space = /^[ \t]*/.exec(line.text.slice(node.to - line.from))?.[0].length ?? 0;
    context.hide(node.from, node.to + space);
  } else {
    const space = /[ \t]*$/.exec(line.text.slice(0, node.from - line.from))?.[0].length ?? 0;
    context.hide(node.from - space, node.to);
  }
}

export function listMark(node: SyntaxNode, context: PreviewContext): void {
  const ordered = node.parent?.parent?.name === 'OrderedList';
  if (ordered) context.mark(node.from, node.to, 'note-number');
  else if (node.nextSibling?.name !== 'Task') {
    context.mark(node.from, node.to, context.touched(node) ? 'note-mark' : 'note-bullet');
  }
}

/** Whether the file cannot be written. Reading view is no reason: a task is turned over there too. */
function isFixed(state: EditorState): boolean {
  const host = state.facet(editorHost);
  return host ? host.document.info.readOnly !== null : state.readOnly;
}

/** `- [x]` is drawn as a box; the mark of the list item goes with it. */
export function taskMarker(node: SyntaxNode, context: PreviewContext): void {
  const mark = node.parent?.parent?.getChild('ListMark');
  const status = context.text(node).slice(1, -1);
  // As Obsidian: other signs (`/`, `>`, `!`) say what becomes of a task, not that it is over.
  if (node.parent && /^[xX-]$/.test(status)) context.mark(node.to + 1, node.parent.to, 'note-task-done');
  const from = mark && mark.from < node.from ? mark.from : node.from;
  if (context.touched({ from, to: node.to })) return;
  const widget = new TaskWidget(status, isFixed(context.state));
  context.add(from, node.to, Decoration.replace({ widget }));
}

export function quoteMark(node: SyntaxNode, context: PreviewContext): void {
  context.mark(node.from, node.to, 'note-mark');
  if (context.lineTouched(node)) return;
  const space = context.text({ from: node.to, to: node.to + 1 }) === ' ' ? 1 : 0;
  context.hide(node.from, node.to + space);
}

export function rule(node: SyntaxNode, context: PreviewContext): void {
  if (context.lineTouched(node)) context.mark(node.from, node.to, 'note-mark');
  else context.add(node.from, node.to, Decoration.replace({ widget: new RuleWidget() }));
}

export function fencedCode(node: SyntaxNode, context: PreviewContext): void {
  context.lines(node, 'note-code-line');
  codeOfItem(node, context);
  if (node.from >= context.window.from) context.line(node.from, 'note-code-first');
  if (node.to <= context.window.to) context.line(node.to, 'note-code-last');
  const info = node.getChild('CodeInfo');
  const touched = context.touched(node);
  context.hideMarks(node.getChildren('CodeMark'), touched);
  if (info && touched) context.mark(info.from, info.to, 'note-code-info');
  if (touched) return;
  // The language stands in the corner then.
  if (info) context.hide(info.from, info.to);
  const end = context.state.doc.lineAt(node.from).to;
  const widget = new CodeToolsWidget(info ? context.text(info) : '');
  context.add(end, end, Decoration.widget({ widget, side: 1 }));
}

/** A blank line right after text is the space between two paragraphs: drawn lower, wherever the cursor is. */
export function gapLines(context: PreviewContext): void {
  const { doc } = context.state;
  const { from, to } = context.window;
  let line = doc.lineAt(from);
  let afterText = line.number > 1 && doc.line(line.number - 1).length > 0;
  for (;;) {
    if (line.length === 0 && afterText && !isVerbatim(context.state, line.from)) {
      context.line(line.from, 'note-gap');
    }
    afterText = line.length > 0;
    if (line.to >= to) return;
    line = doc.lineAt(line.to + 1);
  }
}

const verbatim =
  /^(?:FencedCode|CodeBlock|FrontMatter|BlockMath|HTMLBlock|CommentBlock|PercentCommentBlock)$/;

function isVerbatim(state: EditorState, pos: number): boolean {
  for (let node: SyntaxNode | null = syntaxTree(state).resolveInner(pos, 0); node; node = node.parent) {
    if (verbatim.test(node.name)) return true;
  }
  return false;
}
