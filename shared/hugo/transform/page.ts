import type { SyntaxNode, Tree } from '@lezer/common';
import { bodyStart, findExtent } from '../../note/extent.ts';
import type { LinkFact, Span } from '../../note/facts.ts';
import { piecesOf } from '../../note/pieces.ts';
import { applyEdits } from '../../text/edit.ts';
import type { Finding } from '../diagnostics.ts';
import { findBrokenBold } from '../emphasis.ts';
import { readHeadings } from '../headings.ts';
import type { Target } from '../settings.ts';
import { type Collector, createCollector, type RuleEdit } from './collector.ts';
import { frontMatterComments, openComments } from './comments.ts';
import type { LinkAim, NodeRule, NoteSource, PageContext, Region, RenderedStretch } from './context.ts';
import { markdownEmbed, wikiEmbed } from './embeds.ts';
import { collectTags, frontMatterRules } from './front-matter.ts';
import { hiddenAddresses, hiddenFiles, hiddenProperties, mayHoldAddress } from './hidden.ts';
import { escapeText } from './href.ts';
import { hiddenText, markdownLink, wikiLink } from './links.ts';
import { blockId, callout, hashtag, highlight, inlineFootnote, rawHtml, renameFootnote } from './marks.ts';
import { parseStretches } from './note.ts';
import { linksAlone, stretchesToRead } from './plain.ts';
import { removePrivate } from './private.ts';
import { escapeShortcodes, reportMore } from './shortcodes.ts';

/** What becomes of a note: edits of its text, each with the rule that asks for it, and what there is to say. */
export interface PageResult {
  edits: readonly RuleEdit[];
  findings: readonly Finding[];
  /** The text of the page. Without edits, the text of the note to the last byte. */
  text: string;
}

/** Turn a note into a page of the site. Pure: everything else that matters is asked of `page`. */
export function transformPage(note: NoteSource, page: PageContext): PageResult {
  const out = createCollector(note.text);
  const span = { from: bodyStart(note.text, findExtent(note.text)), to: note.text.length };
  const region = createRegion(note, page, span, out, []);
  if (page.site.reader === 'hugo') frontMatterRules(region);
  hiddenProperties(region);
  const footnotes = transformRegion(region);
  collectTags(region);
  pinHeadings(region);
  boldRules(region);
  if (footnotes !== '') out.replace(note.text.length, note.text.length, footnotes, 'inline-footnote');
  const findings = [...out.findings, ...frontMatterComments(region), ...openComments(region)];
  const edits = [...out.edits].sort((a, b) => a.from - b.from || a.to - b.to);
  return { edits, findings, text: applyEdits(note.text, edits) };
}

/** What may be meant as a comment in front matter: one in a line; one over several, or without an end, that is no amount. */
const commentInFront = /%%[^\n]*?%%|(?<![\d%])%%(?:[\s\S]*?%%|[^\n]*)/g;

/**
 * A note without what is not for readers, comments in its front matter included, and without the embeds that `hidden`
 * names; links that it names are the text that they show, and addresses in HTML are none. All else stays as it is.
 * @returns `open`: a comment that may be meant and is in the text, as a sentence
 */
export function withoutPrivate(
  note: NoteSource,
  kept: Target['private'],
  hidden: (link: Pick<LinkFact, 'kind' | 'path'>) => boolean,
): { text: string; open: string | undefined } {
  const out = createCollector(note.text);
  const span = { from: bodyStart(note.text, findExtent(note.text)), to: note.text.length };
  removePrivate({ note, span, out }, kept);
  if (kept.comments) {
    for (const { index, 0: comment } of note.text.slice(0, span.from).matchAll(commentInFront)) {
      out.replace(index, index + comment.length, '', 'comment');
    }
  }
  for (const link of note.facts.links) {
    if (!hidden(link)) continue;
    const { from, to } = link.span;
    if (link.embed) out.replace(from, to, '', 'embed-private');
    else if (link.kind === 'wiki') out.replace(from, to, escapeText(hiddenText(link)), 'wikilink-text');
    else out.replace(link.target.from, link.target.to, '#', 'link-text');
  }
  const aim = (_source: string, link: Pick<LinkFact, 'kind' | 'path'>): LinkAim =>
    hidden(link) ? { kind: 'hidden', path: link.path, reason: '', unselected: true } : { kind: 'kept' };
  if (mayHoldAddress(note.text)) {
    note.tree.iterate({
      ...span,
      enter({ node, name }) {
        if (name === 'HTMLBlock' || name === 'HTMLTag') hiddenAddresses(node, { note, out, page: { aim } });
      },
    });
  }
  const page = { target: { private: kept } };
  const open = openComments({ note, span, out, page }).find(({ severity }) => severity === 'error');
  return { text: applyEdits(note.text, out.edits), open: open?.message };
}

function createRegion(
  note: NoteSource,
  page: PageContext,
  span: Span,
  out: Collector,
  trail: readonly string[],
): Region {
  const links = new Map<number, LinkFact>(note.facts.links.map((link) => [link.span.from, link]));
  return {
    page,
    note,
    span,
    out,
    trail,
    footnotePrefix: trail.length === 0 ? '' : `${shortHash(note.path)}-${span.from.toString(36)}-`,
    footnotes: [],
    links,
    eol: /\r\n/.test(note.text) ? '\r\n' : '\n',
    render: (other, stretch, path) => renderRegion(other, page, stretch, path),
  };
}

function shortHash(text: string): string {
  let hash = 7;
  for (let i = 0; i < text.length; i++) hash = (hash * 31 + text.charCodeAt(i)) >>> 0;
  return hash.toString(36);
}

/** The text of a stretch of a note, for a page that embeds it or puts it elsewhere. */
function renderRegion(
  note: NoteSource,
  page: PageContext,
  span: Span,
  trail: readonly string[],
): RenderedStretch {
  const out = createCollector(note.text);
  const region = createRegion(note, page, span, out, trail);
  const footnotes = transformRegion(region);
  const inside = out.edits
    .filter((edit) => edit.from >= span.from && edit.to <= span.to)
    .map((edit) => ({ ...edit, from: edit.from - span.from, to: edit.to - span.from }));
  const text = applyEdits(note.text.slice(span.from, span.to), inside) + footnotes;
  // That note's own page may be an older one, from before the comment was begun.
  const exposed = [...out.findings, ...openComments(region)].some(
    ({ code, severity }) => code === 'COMMENT-OPEN' && severity === 'error',
  );
  return { text, findings: out.findings, exposed };
}

/** All rules over one stretch; returns the footnotes to be put at its end. */
function transformRegion(region: Region): string {
  const { note, page, span, out } = region;
  removePrivate(region, page.target.private);
  const stretches = stretchesToRead(region);
  const tree = stretches.length > 0 ? treeOf(region, stretches) : undefined;
  const code: Span[] = [];
  let at = span.from;
  for (const { from, to } of stretches) {
    linksAlone(region, at, from);
    at = to;
    tree?.iterate({
      from,
      to,
      enter({ node }) {
        if (codeNodes.has(node.name)) {
          code.push({ from: node.from, to: node.to });
          return false;
        }
        if (node.to > node.from && out.isGone(node.from, node.to)) return false;
        return !rules[node.name]?.(node, region);
      },
    });
  }
  linksAlone(region, at, span.to);
  if (stretches.length > 0) hiddenFiles(region, code);
  if (stretches.length > 0 && page.site.reader === 'hugo') hugoRules(region, code);
  if (region.footnotes.length === 0) return '';
  const blank = /\n\s*$/.test(note.text.slice(0, span.to)) ? '' : region.eol;
  return blank + region.eol + region.footnotes.join(region.eol) + region.eol;
}

/** The syntax tree of these stretches; of a whole body the one that others ask for as well. */
function treeOf({ note, span }: Region, stretches: readonly Span[]): Tree {
  const [first] = stretches;
  if (first?.from === span.from && first.to === span.to) return note.tree;
  return parseStretches(note.text, stretches);
}

/** What only Hugo makes of a text. */
function hugoRules(region: Region, code: readonly Span[]): void {
  escapeShortcodes(region, code);
  if (region.trail.length === 0) reportMore(region, code);
}

const codeNodes = new Set(['FencedCode', 'CodeBlock', 'InlineCode']);

/** What it links to, and whether the site shows it at all. */
function html(node: SyntaxNode, region: Region): undefined {
  hiddenAddresses(node, region);
  rawHtml(node, region);
}

const rules: Partial<Record<string, NodeRule>> = {
  FrontMatter: () => true,
  WikiLink: wikiLink,
  WikiEmbed: wikiEmbed,
  Link: markdownLink,
  LinkReference: markdownLink,
  Image: markdownEmbed,
  CalloutMark: callout,
  Highlight: highlight,
  BlockId: blockId,
  InlineFootnote: inlineFootnote,
  FootnoteReference: renameFootnote,
  FootnoteDefinition: renameFootnote,
  Hashtag: hashtag,
  HTMLBlock: html,
  HTMLTag: html,
};

/** `{#id}` after a heading whose id Hugo's versions do not agree on. */
function pinHeadings({ note, page, out }: Region): void {
  if (page.pins.size === 0) return;
  for (const heading of readHeadings(note.text, note.tree)) {
    const id = page.pins.get(heading.from);
    if (id === undefined || heading.given !== undefined) continue;
    if (!out.replace(heading.textTo, heading.textTo, ` {#${id}}`, 'pin-heading')) continue;
    const message = `The heading is linked to, and its id would not be the same in every Hugo: it is written out as ${id}`;
    out.report({ code: 'ANCHOR-PINNED', from: heading.from, message });
  }
}

/** Bold that Hugo would not render: told, or mended. */
function boldRules(region: Region): void {
  const { note, span, out, page } = region;
  if (page.target.emphasis_cjk === 'off') return;
  for (const { from, fix: edits } of findBrokenBold(
    note.text,
    piecesOf(note.text, span, note.facts.blocks),
  )) {
    const mended = page.target.emphasis_cjk === 'fix' && edits !== undefined;
    if (mended && edits.every((edit) => out.isFree(edit.from, edit.to))) {
      for (const edit of edits) out.replace(edit.from, edit.to, edit.insert, 'emphasis-cjk');
      continue;
    }
    out.report({
      code: 'EMPHASIS-CJK',
      from,
      message: `${page.site.reader === 'hugo' ? 'Hugo' : 'CommonMark'} will not show this as bold: its asterisks stand between punctuation and a letter`,
      ...(edits ? { fix: { title: 'Put an invisible mark beside the asterisks', edits } } : {}),
    });
  }
}
