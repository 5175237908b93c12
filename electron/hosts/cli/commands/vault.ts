import type { Command } from '../command.ts';
import { bytes } from '../layout.ts';
import type { Say } from '../messages.ts';
import type { Paint } from '../paint.ts';
import { type Shape, shaped } from '../shapes.ts';

export const index: Command = {
  usage: '',
  words: [0, 0],
  options: ['rebuild'],
  async run({ session, options, say }) {
    const rebuild = options.rebuild ?? false;
    const start = performance.now();
    const found = await session.call('index.update', { rebuild });
    // Opening the vault has taken in already what the index did not know.
    const takenIn = rebuild ? {} : { ...session.takenIn };
    const ms = Math.round(performance.now() - start);
    const json = shaped('index', { ...found, ms, ...takenIn });
    return { json, lines: () => indexLines(json, say) };
  },
};

function indexLines(found: Shape<'index'>, say: Say): string[] {
  const { notes, attachments, added, changed, removed } = found;
  return [
    say('index.holds', {
      notes: say('index.notes', { n: notes }),
      attachments: say('index.attachments', { n: attachments }),
      size: bytes(found.bytes),
    }),
    say('index.took', { added, changed, removed, seconds: (found.ms / 1000).toFixed(2) }),
  ];
}

export const check: Command = {
  usage: '',
  words: [0, 0],
  options: ['facts'],
  async run({ session, say, options, language }) {
    if (options.facts) {
      const found = shaped('check --index', await session.call('check.index', {}));
      return {
        json: found,
        exit: found.different > 0 ? 1 : 0,
        lines: (paint) => indexCheckLines(found, say, paint),
      };
    }
    const json = shaped('check', await session.call('check.run', options.json ? {} : { language }));
    return { json, exit: json.errors.length > 0 ? 1 : 0, lines: (paint) => checkLines(json, say, paint) };
  },
};

function checkLines({ errors, warnings }: Shape<'check'>, say: Say, paint: Paint): string[] {
  if (errors.length + warnings.length === 0) return [say('check.clean')];
  const line = (kind: string) => (problem: Shape<'check'>['errors'][number]) =>
    `${problem.path}:${problem.line}:${problem.column}: ${kind}: ${problem.message} ${paint.faint(problem.code)}`;
  return [
    ...errors.map(line(paint.bad(say('severity.error')))),
    ...warnings.map(line(paint.warn(say('severity.warning')))),
    say('check.found', {
      errors: say('check.errors', { n: errors.length }),
      warnings: say('check.warnings', { n: warnings.length }),
    }),
  ];
}

function indexCheckLines(found: Shape<'check --index'>, say: Say, paint: Paint): string[] {
  const { compared, different, differences, ms } = found;
  const seconds = (ms / 1000).toFixed(2);
  if (different === 0) return [say('check.index-same', { compared, seconds })];
  const side = (word: string, facts: string[]) => facts.map((fact) => `  ${paint.faint(word)} ${fact}`);
  return [
    ...differences.flatMap(({ path, kind, index: ours, fresh }) => [
      `${path}: ${paint.bad(kind)}`,
      ...side(say('check.index-has'), ours),
      ...side(say('check.index-lacks'), fresh),
    ]),
    say('check.index-differs', { compared, different, seconds }),
  ];
}
