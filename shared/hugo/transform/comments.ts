import type { Span } from '../../note/facts.ts';
import type { Finding } from '../diagnostics.ts';
import { type Region, wholeLines } from './context.ts';

/** Where `%%` is no mark of a comment. */
const literal =
  /^(?:PercentComment|InlineCode|FencedCode|CodeBlock|FrontMatter|InlineMath|BlockMath|Math|HTML|Comment|URL|Autolink|Wiki)/;

/**
 * Comments that nobody closed: one within a paragraph is text, and would be published; one that begins a line hides what
 * follows, but no more than the list item or quote that it stands in. None may be meant, so all are told of, and as an
 * error where something behind the mark would be published.
 */
export function openComments(region: Region): Finding[] {
  const { text } = region.note;
  const { from, to } = region.span;
  if (!region.page.target.private.comments || !text.slice(from, to).includes('%%')) return [];
  const found: Finding[] = [];
  const hidden: Span[] = [];
  region.note.tree.iterate({
    from,
    to,
    enter({ node, name }) {
      if (name === 'PercentCommentBlock' && !isClosed(text.slice(node.from, node.to))) {
        const isLast = text.slice(node.to, to).trim() === '';
        found.push(isLast ? hidesTheRest(text, node.from) : hidesItsPart(text, node));
      }
      if (!literal.test(name)) return;
      hidden.push({ from: node.from, to: node.to });
      return false;
    },
  });
  for (let at = text.indexOf('%%', from); at >= 0 && at < to; at = text.indexOf('%%', at + 2)) {
    const inside = hidden.some((each) => each.from <= at && at < each.to);
    // `100%%` and `\%%` open nothing.
    const gone = inside || region.out.isGone(at, at + 2);
    if (!gone && !/[A-Za-z0-9%\\]/.test(text[at - 1] ?? '')) found.push(wouldShow(text, at));
  }
  return found;
}

function isClosed(comment: string): boolean {
  return comment.length > 3 && comment.trimEnd().endsWith('%%');
}

function wouldShow(text: string, from: number): Finding {
  const end = lineEnd(text, from);
  return {
    code: 'COMMENT-OPEN',
    severity: 'error',
    from,
    message: 'This comment is not closed in its paragraph: what stands behind %% would be published',
    fix: { title: 'Close it at the end of the line', edits: [{ from: end, to: end, insert: '%%' }] },
  };
}

function hidesItsPart(text: string, { from, to }: Span): Finding {
  const end = text.slice(0, to).trimEnd().length;
  const close = { title: 'Close it at the end of its part', edits: [{ from: end, to: end, insert: '%%' }] };
  return {
    code: 'COMMENT-OPEN',
    severity: 'error',
    from,
    message:
      'This comment is not closed in its list item or quote: what stands behind that would be published',
    // Behind a mark that stands alone nothing is to be seen of where it was to end.
    ...(end > from + 2 ? { fix: close } : {}),
  };
}

function hidesTheRest(text: string, from: number): Finding {
  const blank = /\n[ \t\r]*\n/g;
  blank.lastIndex = from;
  const paragraph = blank.exec(text)?.index ?? text.length;
  const at = text.slice(from + 2, paragraph).trim() === '' ? text.length : paragraph;
  const end = text.slice(0, at).trimEnd().length;
  const insert = end === from + 2 ? '\n%%' : '%%';
  return {
    code: 'COMMENT-OPEN',
    from,
    message: 'This comment is not closed: all that follows stays at home',
    fix: { title: 'Close it at the end of its paragraph', edits: [{ from: end, to: end, insert }] },
  };
}

function lineEnd(text: string, at: number): number {
  const { to } = wholeLines(text, at, at);
  return text.slice(0, to).replace(/[ \t\r\n]+$/, '').length;
}
