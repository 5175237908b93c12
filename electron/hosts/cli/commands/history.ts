import { isNote } from '../../../../shared/text/path.ts';
import { type Command, pathOf, type Work } from '../command.ts';
import { UsageError } from '../exit-code.ts';
import { bytes, columns } from '../layout.ts';
import { type Shape, shaped } from '../shapes.ts';

export const history: Command = {
  usage: 'PATH',
  words: [1, 1],
  options: [],
  async run(work) {
    const path = notePath(work);
    const json = shaped('history', await work.session.call('history.list', { path }));
    return { json, lines: () => historyLines(json, work) };
  },
};

/** The note may be gone: then nothing on disk says what its name lacks. */
function notePath(work: Work): string {
  const path = pathOf(work.words[0] ?? '', work);
  return isNote(path) ? path : `${path}.md`;
}

function historyLines(versions: Shape<'history'>, { say }: Work): string[] {
  if (versions.length === 0) return [say('history.none')];
  return columns(
    versions.map(({ id, time, bytes: size, reason }) => [
      id,
      localTime(time),
      bytes(size),
      say(`history.${reason}`),
    ]),
  );
}

/** `2025-08-06 14:05:09`, in local time. */
function localTime(time: number): string {
  const moment = new Date(time - new Date(time).getTimezoneOffset() * 60_000);
  return moment.toISOString().slice(0, 19).replace('T', ' ');
}

export const restore: Command = {
  usage: 'PATH',
  words: [1, 1],
  options: ['at'],
  async run(work) {
    const { session, options, say } = work;
    if (options.at === undefined) throw new UsageError('error.noVersion');
    const path = notePath(work);
    const found = await session.call('history.restore', { path, id: options.at });
    const json = shaped('restore', found);
    return { json, lines: () => [say('restore.done', { path: json.path, id: json.restored })] };
  },
};
