import { type MarkdownExtension, parser, Strikethrough } from '@lezer/markdown';
import { BareUrl } from './syntax/bare-url.ts';
import { BlockIds } from './syntax/block-id.ts';
import { Bounds } from './syntax/bounds.ts';
import { Callouts } from './syntax/callout.ts';
import { Footnotes } from './syntax/footnote.ts';
import { FrontMatterBlock } from './syntax/front-matter-block.ts';
import { Hashtags } from './syntax/hashtag.ts';
import { Highlight } from './syntax/highlight.ts';
import { Maths } from './syntax/math.ts';
import { PercentComments } from './syntax/percent-comment.ts';
import { PlainRun } from './syntax/plain-run.ts';
import { Table } from './syntax/table.ts';
import { Tasks } from './syntax/task.ts';
import { WikiLinks } from './syntax/wiki-link.ts';

/**
 * Everything that a note can hold beyond CommonMark, for `parser.configure` and for CodeMirror's
 * `markdown({ base: commonmarkLanguage, extensions })`. The base is CommonMark: what we want of GFM is here.
 * Block parsers are asked in this order.
 */
export const noteExtensions: MarkdownExtension[] = [
  FrontMatterBlock,
  Bounds,
  PlainRun,
  PercentComments,
  Maths,
  Footnotes,
  Callouts,
  Tasks,
  WikiLinks,
  Hashtags,
  BlockIds,
  Highlight,
  Strikethrough,
  Table,
  BareUrl,
];

/** The one grammar: what the index takes facts by, and what the editor shows. */
export const noteParser = parser.configure(noteExtensions);
