import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { Diagnostic } from '../../../shared/contract/api.ts';
import { AppError } from '../../../shared/contract/errors.ts';
import type { Client } from '../../../shared/contract/rpc.ts';
import { applyEdits } from '../../../shared/text/edit.ts';
import { mayStrip } from '../../../shared/words/plan-reason.ts';
import { diagnosticWords, fixWords } from '../../../shared/words/plan-words.ts';
import { useClient } from '../../client/live-query.ts';
import { useWords } from '../../i18n/words.ts';
import { useActions } from '../../state/actions.ts';
import { useSession } from '../../state/session.ts';
import { TextButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useFileAsks } from '../file-asks.ts';
import './diagnostic-list.css';

interface DiagnosticListProps {
  diagnostics: readonly Diagnostic[];
  /** Text of the note that the fixes were made for; without it, the fixes are not offered. */
  source?: string;
  /** The target that they were found for. */
  target?: string;
  /** Name the note in each row. */
  withPath?: boolean;
  onFixed?(): void;
}

const signs = { error: CircleAlert, warning: TriangleAlert, info: Info };

/** What is wrong, where, and how it can be mended. */
export function DiagnosticList({ diagnostics, source, target, withPath, onFixed }: DiagnosticListProps) {
  const words = useWords();
  const client = useClient();
  const actions = useActions();
  const asks = useFileAsks();
  const { notices } = useSession();
  const [busy, setBusy] = useState(false);

  const fixable = source === undefined ? [] : diagnostics.filter((each) => each.fix);

  const mend = (some: readonly Diagnostic[]) => doing(() => applyFixes(client, some, source), 'notice.fixed');
  const strip = (target: string) =>
    doing(() => client.call('publish.stripPictures', { target }), 'notice.stripped');

  async function doing(work: () => Promise<unknown>, done: 'notice.fixed' | 'notice.stripped') {
    setBusy(true);
    try {
      await work();
      notices.say(done);
      onFixed?.();
    } catch (error) {
      notices.fail(error);
    }
    setBusy(false);
  }

  return (
    <ul className="diagnostics">
      {diagnostics.map((diagnostic) => {
        const { path, line, column, severity, code } = diagnostic;
        return (
          <li key={`${path} ${line} ${column} ${code} ${diagnostic.message}`} className="diagnostic">
            <span
              className="diagnostic-sign"
              data-severity={severity}
              title={words.t(`severity.${severity}`)}
            >
              <Icon of={signs[severity]} />
              <span className="visually-hidden">{words.t(`severity.${severity}`)}</span>
            </span>
            <button
              type="button"
              className="diagnostic-text"
              title={diagnostic.message}
              onClick={() => actions.open(path, { line })}
            >
              <span className="tabular muted">
                {withPath && `${path} `}
                {line}:{column}
              </span>{' '}
              {diagnosticWords(diagnostic, words.t)}
            </button>
            {code === 'NAME-HAZARD' && !diagnostic.fix && (
              <TextButton onClick={() => asks.rename(path)}>{words.t('command.rename')}</TextButton>
            )}
            {code === 'IMAGE-PLACE' && mayStrip(diagnostic.message) && target !== undefined && (
              <TextButton disabled={busy} onClick={() => void strip(target)}>
                {words.t('publish.strip')}
              </TextButton>
            )}
            {diagnostic.fix && source !== undefined && (
              <TextButton disabled={busy} onClick={() => void mend([diagnostic])}>
                {fixWords(diagnostic.fix.title, words.t)}
              </TextButton>
            )}
          </li>
        );
      })}
      {fixable.length > 1 && (
        <li className="diagnostic">
          <TextButton disabled={busy} onClick={() => void mend(fixable)}>
            {words.t('publish.fix-all', { n: fixable.length })}
          </TextButton>
        </li>
      )}
    </ul>
  );
}

/** Accepted fixes are ordinary edits of the note, made only while it is as it was when they were found. */
async function applyFixes(
  client: Client,
  some: readonly Diagnostic[],
  source: string | undefined,
): Promise<void> {
  const path = some[0]?.path ?? '';
  const note = await client.call('note.read', { path });
  if (note.text !== source) throw new AppError('conflict', `${path} has changed meanwhile`, { path });
  const edits = some.flatMap((each) => each.fix?.edits ?? []);
  await client.call('note.write', { path, text: applyEdits(note.text, edits), base: note.hash });
}
