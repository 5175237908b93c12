import type { EditorState, TransactionSpec } from '@codemirror/state';

/** Turn the tasks of the selected lines over; lines without one become open tasks. */
export function toggleTasks(state: EditorState): TransactionSpec {
  const seen = new Set<number>();
  const changes = [];
  for (const range of state.selection.ranges) {
    for (let pos = range.from; pos <= range.to; ) {
      const line = state.doc.lineAt(pos);
      pos = line.to + 1;
      if (seen.has(line.number)) continue;
      seen.add(line.number);
      const [head = '', status] = /^\s*(?:>\s*)*(?:[-*+]|\d+[.)])\s+(?:\[(.)\]\s)?/u.exec(line.text) ?? [];
      const end = line.from + head.length;
      if (status !== undefined) {
        const at = end - 2 - status.length;
        changes.push({ from: at, to: at + status.length, insert: status === ' ' ? 'x' : ' ' });
      } else if (head) changes.push({ from: end, insert: '[ ] ' });
      else {
        const indent = line.from + (/^\s*/.exec(line.text)?.[0].length ?? 0);
        changes.push({ from: indent, insert: '- [ ] ' });
      }
    }
  }
  return { changes, userEvent: 'input.format' };
}
