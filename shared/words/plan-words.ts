import { frontMatterFault } from './front-matter-fault.ts';
import { readFinding, readFix, readReason } from './plan-reason.ts';
import type { Tell } from './table.ts';

/** What to say of a finding in a note: our words for its message, else the message itself. */
export function diagnosticWords({ code, message }: { code: string; message: string }, tell: Tell): string {
  // What Hugo says is not ours to read, but for the one thing that we say of it.
  if (code === 'HUGO-BUILD' && !message.startsWith('Hugo puts ')) return tell('finding.build', { message });
  if (code === 'FRONT-MATTER-INVALID')
    return tell('finding.front-matter', { message: frontMatterFault(message, tell) });
  const finding = readFinding(message);
  if (!finding) return message;
  const { why = '', ...params } = finding.params;
  return tell(finding.key, { ...params, why: reasonWords(String(why), tell) });
}

/** What the fix of a diagnostic does, for its button. */
export function fixWords(title: string, tell: Tell): string {
  const fix = readFix(title);
  return fix ? tell(fix.key, fix.params) : tell('publish.fix');
}

/** The reason of an entry of the plan, in the person's language where it is one that we know. */
export function reasonWords(reason: string, tell: Tell): string {
  const parts = readReason(reason);
  if (!parts) return reason;
  const texts = parts.map(({ key, params }) => {
    const { name } = params;
    // A reason may hold another one.
    const inner = typeof name === 'string' && key === 'reason.unselected' ? reasonWords(name, tell) : name;
    return tell(key, inner === undefined ? params : { ...params, name: inner });
  });
  return texts.join(tell('publish.reason-join'));
}
