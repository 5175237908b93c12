/**
 * The publisher's reasons, and what it finds in notes, are English phrases; here they are told apart, to be said in the
 * person's language.
 */
import type { MessageParams } from './message.ts';
import type { WordKey } from './table.ts';

export interface ReasonPart {
  key: WordKey;
  params: MessageParams;
}

type Patterns = readonly [RegExp, WordKey][];

const reasons: Patterns = [
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
  [/^it is not published$/, 'reason.unpublished'],
  [/^it has no page of its own$/, 'reason.no-page'],
  [/^it is a draft$/, 'reason.draft'],
  [/^it goes live on (?<name>.+)$/, 'reason.goes-live'],
  [/^it expired on (?<name>.+)$/, 'reason.expired'],
  [/^it expires on (?<name>.+)$/, 'reason.expires'],
  [/^the settings exclude it$/, 'reason.excluded'],
  [/^(?<n>\d+) files would be deleted, and limits\.max_delete is (?<most>\d+)$/, 'reason.too-many'],
];

/** Whether a note that is skipped for this reason is published where it is asked for by its path. */
export const mayBeAskedFor = (reason: string): boolean =>
  !/^(?:excluded by |not UTF-8$|tagged |a draft$)/.test(reason);

/** Whether a page of ours that no note asks for any more stays, because somebody edited it in the blog. */
export const staysEdited = (reason: string | undefined): boolean =>
  reason?.endsWith('but it was edited in the blog: it stays') ?? false;

/** Whether a finding of a picture that says where it was taken can be mended by the settings. */
export const mayStrip = (message: string): boolean => message.endsWith(' says where it was taken');

const findings: Patterns = [
  [/^Hugo would run this shortcode in the code: /, 'finding.shortcode-escaped'],
  [/^Hugo ends the summary of the post here, /, 'finding.more-in-code'],
  [/^This site leaves raw HTML out$/, 'finding.raw-html'],
  [/^(?<name>.+) holds a script, which runs for readers$/, 'finding.script'],
  [/^(?<name>.+) says where it was taken$/, 'finding.place'],
  [/^(?<name>.+) says where it was taken, and that cannot be taken out of it$/, 'finding.place-stays'],
  [/^(?<name>Hugo|CommonMark) will not show this as bold: /, 'finding.emphasis'],
  [/^This site has no shortcode "(?<name>.+)": it is shown as written$/, 'finding.no-shortcode'],
  [/^The heading is linked to, .+: it is written out as (?<name>.+)$/, 'finding.pinned'],
  [/^(?<name>.+) is left out: (?<why>.+)$/, 'finding.left-out'],
  [/^There is no file (?<name>.+)$/, 'finding.no-file'],
  [/^There is no (?<name>.+)$/, 'finding.nowhere'],
  [/^(?<name>.+) embeds itself: it is a link here$/, 'finding.itself'],
  [/^(?<name>.+) is embedded more than (?<n>\d+) deep: it is a link here$/, 'finding.too-deep'],
  [/^(?<name>.+): no such heading or block, so the whole note stands here$/, 'finding.whole-note'],
  [/^(?<name>.+) has no heading or block "(?<part>.*)"$/, 'finding.no-heading'],
  [
    /^Nothing in the page of (?<name>.+) can be named for "(?<part>.*)": a link leads no further than the page$/,
    'finding.no-place',
  ],
  [/^The page (?<name>.+) was built without the id (?<part>.+)$/, 'finding.no-id'],
  [/^(?<name>.+) is shown as text: (?<why>.+)$/, 'finding.shown-as-text'],
  [/^(?<name>.+) stays away: it is larger than (?<n>\d+) MB$/, 'finding.too-large'],
  [/^(?<name>.+) has a comment that is not closed: /, 'finding.comment-embedded'],
  [/^These are two percent signs, /, 'finding.comment-none'],
  [/^In front matter %% begins no comment: /, 'finding.comment-front-matter'],
  [/^In HTML %% begins no comment: /, 'finding.comment-html'],
  [/^This comment is not closed in its paragraph: /, 'finding.comment-paragraph'],
  [/^This comment is not closed in its list item or quote: /, 'finding.comment-list'],
  [/^This comment is not closed: /, 'finding.comment-open'],
  [/^Hugo cannot read (?<value>.+) as (?<name>\S+)$/, 'finding.not-a-date'],
  [/^Nothing of the slug (?<name>.+) may stand in a URL$/, 'finding.slug'],
  [/^Hugo takes (?<name>.+) for no page: /, 'finding.name-case'],
  [/^Hugo skips names that begin with .+: rename (?<name>.+)$/, 'finding.name-skipped'],
  [/^Nothing of the name "(?<name>.+)" may stand in a URL: /, 'finding.name-empty'],
  [/^"(?<name>.+)" holds a character that no URL should: /s, 'finding.name-character'],
  [/^(?<name>.+) makes its folder one page, and (?<other>.+) would vanish in it$/, 'finding.bundle'],
  [/^(?<name>.+) could mean (?<other>.+) as well; it is (?<part>.+)$/, 'finding.ambiguous'],
  [/^(?<name>.+) would be the same file$/, 'finding.same-file'],
  [/^(?<name>.+) would have the same file too$/, 'finding.same-file'],
  [/^(?<name>.+) would have the URL (?<part>.+) too$/, 'finding.same-url'],
  [/^Hugo would put two pages at (?<part>.+)$/, 'finding.two-pages'],
  [/^Hugo puts this page at (?<name>.+), not at (?<part>.+)$/, 'finding.other-url'],
  [/^The page would still hold a %%comment%%$/, 'finding.still-comment'],
  [/^The page would still hold a private callout$/, 'finding.still-callout'],
  [/^The page would still hold a private fence$/, 'finding.still-fence'],
  [/^The page would still hold a private section$/, 'finding.still-section'],
  [/^(?<name>.+) stands in the front matter, and stays at home$/, 'finding.names-hidden'],
  [/^This looks like an internal address$/, 'finding.internal-address'],
  [/^This looks like an? (?<name>.+)$/, 'finding.secret'],
  [/^(?<name>.+) is left as it is: (?<why>.+)$/, 'finding.left-as-is'],
  [/^The files are written, but git did not commit them: (?<name>.+)$/s, 'finding.not-committed'],
];

const fixes: Patterns = [
  [/^Put an invisible mark beside the asterisks$/, 'fix.mark'],
  [/^Write (?<name>.+)$/s, 'fix.write'],
  [/^Take it out$/, 'fix.take-out'],
  [/^Close it at the end of the line$/, 'fix.close-line'],
  [/^Close it at the end of its part$/, 'fix.close-part'],
  [/^Close it at the end of its paragraph$/, 'fix.close-paragraph'],
  [/^Let the name of the note be its address$/, 'fix.no-slug'],
  [/^Give it the slug (?<name>.+)$/, 'fix.slug'],
];

/** The parts of a reason; undefined where one of them is not known, and the phrase must do as it is. */
export function readReason(reason: string): ReasonPart[] | undefined {
  const parts = reason.split(/; |, (?=but it was edited)/).map((part) => read(part, reasons));
  return parts.every((part) => part !== undefined) ? parts : undefined;
}

/** What was found in a note; its gap `why` is a reason in its turn. Undefined where the message is not known. */
export const readFinding = (message: string): ReasonPart | undefined => read(message, findings);

/** What an offered edit would do. */
export const readFix = (title: string): ReasonPart | undefined => read(title, fixes);

function read(phrase: string, patterns: Patterns): ReasonPart | undefined {
  for (const [pattern, key] of patterns) {
    const match = pattern.exec(phrase);
    if (!match) continue;
    const { n, ...rest } = match.groups ?? {};
    return { key, params: n === undefined ? rest : { ...rest, n: Number(n) } };
  }
  return undefined;
}
