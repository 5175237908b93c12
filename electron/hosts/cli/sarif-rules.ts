import type { FindingCode } from '../../../shared/hugo/diagnostics.ts';

/** What a page that is not as the vault would make it is told by, beside the codes of diagnostics. */
export const staleRule = 'NOT-UP-TO-DATE';

/** What each rule is about, in one sentence. */
export const ruleTexts: Readonly<Record<FindingCode | typeof staleRule, string>> = {
  'LINK-MISSING': 'A link leads to no note.',
  'LINK-HIDDEN': 'A link leads to a note that readers do not see.',
  'LINK-AMBIGUOUS': 'A link could mean more than one note.',
  'ANCHOR-MISSING': 'A link names a heading or block that is not there.',
  'ANCHOR-PINNED': 'The id of a heading is written out, because versions of Hugo do not agree on it.',
  'EMBED-CYCLE': 'A note embeds itself, or too many others one in another.',
  'EMBED-PRIVATE': 'What is embedded is not for readers.',
  'ATTACHMENT-MISSING': 'A file is not there, or too large to be published.',
  'URL-COLLISION': 'Two pages would have one address.',
  'NAME-HAZARD': 'Hugo makes no page of a file of this name.',
  'BLOG-EDITED': 'A page was edited in the blog.',
  CONFLICT: 'A page was changed in the blog and in the vault.',
  'DATE-INVALID': 'Hugo cannot read a date.',
  'FRONT-MATTER-INVALID': 'The front matter cannot be read.',
  'SHORTCODE-ESCAPED': 'Hugo would run a shortcode that stands in code.',
  'SHORTCODE-UNKNOWN': 'The site has no such shortcode.',
  'COMMENT-OPEN': 'A comment is not closed.',
  'MORE-IN-CODE': 'The summary of a post would end in code.',
  'RAW-HTML': 'HTML that the site leaves out, or that runs a script.',
  'EMPHASIS-CJK': 'Bold text beside punctuation would show its asterisks.',
  SECRET: 'Something that looks like a secret, or is private, would be published.',
  'HUGO-BUILD': 'Hugo does not build the site as planned.',
  [staleRule]: 'A page is not as the vault would make it.',
};
