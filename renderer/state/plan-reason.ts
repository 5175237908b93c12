/** The publisher's reasons are English phrases; here they are told apart, to be said in the person's language. */
import type { MessageParams } from '../i18n/message.ts';
import type { MessageKey } from '../i18n/messages.ts';

export interface ReasonPart {
  key: MessageKey;
  params: MessageParams;
}

const patterns: readonly [RegExp, MessageKey][] = [
  [/^excluded by the settings$/, 'reason.excluded'],
  [/^not UTF-8$/, 'reason.not-utf8'],
  [/^tagged (?<name>.+)$/, 'reason.tagged'],
  [/^a draft$/, 'reason.draft'],
  [/^taken off the blog by hand$/, 'reason.withheld'],
  [/^taken off the blog$/, 'reason.withheld'],
  [/^not among the notes that the settings include$/, 'reason.not-included'],
  [/^no date in its front matter$/, 'reason.no-date'],
  [/^no property (?<name>.+)$/, 'reason.no-property'],
  [/^an error stands in its way$/, 'reason.error'],
  [/^its name cannot be published$/, 'reason.name'],
  [/^it moved, and (?<name>.+) was edited in the blog$/, 'reason.moved-edited'],
  [/^from (?<name>.+)$/, 'reason.from'],
  [/^the blog has another file of this name$/, 'reason.other-file'],
  [/^it was deleted in the blog.*$/, 'reason.deleted-there'],
  [/^it was edited in the blog$/, 'reason.edited-there'],
  [/^it was edited in the blog and in the vault$/, 'reason.edited-both'],
  [/^but it was edited in the blog: it stays$/, 'reason.edited-stays'],
  [/^with what was changed in the blog$/, 'reason.merged'],
  [/^no published note uses it any more$/, 'reason.unused'],
  [/^its note is no longer in the vault$/, 'reason.note-gone'],
  [/^it has another place now$/, 'reason.elsewhere'],
  [/^its note is not selected any more \((?<name>.+)\)$/, 'reason.unselected'],
  [/^it stays until the export is told to prune$/, 'reason.ask'],
  [/^(?<n>\d+) files would be deleted, and limits\.max_delete is (?<most>\d+)$/, 'reason.too-many'],
];

/** The parts of a reason; undefined where one of them is not known, and the phrase must do as it is. */
export function readReason(reason: string): ReasonPart[] | undefined {
  const parts = reason.split(/; |, (?=but it was edited)/).map(readPart);
  return parts.every((part) => part !== undefined) ? parts : undefined;
}

function readPart(phrase: string): ReasonPart | undefined {
  for (const [pattern, key] of patterns) {
    const match = pattern.exec(phrase);
    if (!match) continue;
    const { n, ...rest } = match.groups ?? {};
    return { key, params: n === undefined ? rest : { ...rest, n: Number(n) } };
  }
  return undefined;
}
