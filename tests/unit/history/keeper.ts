/** Keeps one text after another, and says each one's id, until it is killed. */
import { openHistory } from '../../../electron/history/history.ts';

const history = openHistory(process.argv[2] ?? '', { clock: () => new Date() });
for (let n = 0; ; n++) {
  const id = history.keep('a.md', Buffer.from(`text ${n}`), 'edit');
  await new Promise<void>((resolve) => process.send?.(id, () => resolve()));
}
