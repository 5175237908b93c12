/** From a page that was copied to Markdown. Loaded when something is pasted that needs it. */
import { gfm } from '@joplin/turndown-plugin-gfm';
import Turndown from 'turndown';
import { cleanPage } from './clean-page.ts';

export interface PageText {
  /** Pictures of the page itself stand as `picture:N` where they are to be linked. */
  markdown: string;
  pictures: File[];
}

/** An image that is a picture of the page itself, as it stands in the Markdown. */
export const pictureMark = /!\[[^\]\n]*\]\(picture:(\d+)\)/g;

export function pageToMarkdown(html: string): PageText {
  const { body, pictures } = cleanPage(html);
  const text = createService().turndown(body);
  const markdown = text
    .replace(/[ \t]+\n(?=\n)/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return { markdown, pictures };
}

function createService(): Turndown {
  const service = new Turndown({
    headingStyle: 'atx',
    hr: '---',
    bulletListMarker: '-',
    codeBlockStyle: 'fenced',
    emDelimiter: '*',
  });
  // The plugin is written for a fork of this library, which has this to ask.
  Object.assign(service, { isCodeBlock: (node: Node) => node.nodeName === 'PRE' });
  service.use(gfm);
  service.escape = escapeText;
  service.addRule('fence', {
    filter: 'pre',
    replacement: (_content, node) =>
      fence(node.textContent ?? '', (node as HTMLElement).dataset.language ?? ''),
  });
  service.addRule('formula', {
    filter: (node) => node.dataset?.tex !== undefined,
    replacement(_content, node) {
      const { tex = '' } = (node as HTMLElement).dataset;
      return node.nodeName === 'DIV' ? `\n\n$$\n${tex}\n$$\n\n` : `$${tex}$`;
    },
  });
  service.addRule('item', {
    filter: 'li',
    replacement: (content, node) => listItem(content, node as HTMLElement),
  });
  service.addRule('break in a cell', {
    filter: (node) => node.nodeName === 'BR' && node.closest('td, th') !== null,
    replacement: () => '<br>',
  });
  service.addRule('struck', { filter: ['del', 's'], replacement: (content) => content && `~~${content}~~` });
  // Markdown has none of its own for these.
  service.addRule('kept', {
    filter: ['sub', 'sup', 'kbd'],
    replacement: (content, { nodeName }) => {
      const name = nodeName.toLowerCase();
      return content.trim() && `<${name}>${content}</${name}>`;
    },
  });
  service.addRule('mark', { filter: 'mark', replacement: (content) => content && `==${content}==` });
  return service;
}

function fence(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`{3,}/g)].map(([run]) => run.length));
  const mark = '`'.repeat(longest + 1);
  return `\n\n${mark}${language}\n${text.replace(/\n$/, '')}\n${mark}\n\n`;
}

/** Its mark and one space; what belongs to it stands as deep as its text. */
function listItem(content: string, node: HTMLElement): string {
  const list = node.parentElement;
  const number = Number(list?.getAttribute('start') ?? 1) + [...(list?.children ?? [])].indexOf(node);
  const mark = list?.localName === 'ol' ? `${number}. ` : '- ';
  const text = content
    .trim()
    .replace(/\n{2,}(?=(?:[-*+]|\d+\.) )/g, '\n')
    .replace(/\n(?=[^\n])/g, `\n${' '.repeat(mark.length)}`);
  return `${mark}${text}${node.nextElementSibling ? '\n' : ''}`;
}

/** What of a plain text Markdown would take for its own, and no more: `foo_bar` and `[1]` are left alone. */
function escapeText(text: string): string {
  return text
    .replace(/\\(?=[!-/:-@[-`{-~])/g, '\\\\')
    .replace(/[*`]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}_])_+|_+(?![\p{L}\p{N}_])/gu, (run) => run.replaceAll('_', '\\_'))
    .replace(/\[\[/g, '\\[\\[')
    .replace(/\](?=\()/g, '\\]')
    .replace(/<(?=[a-z/!?])/gi, '\\<')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(/\$(?=[^\s$][^$]*\$)/g, '\\$')
    .replace(/==|~~|%%/g, '\\$&')
    .replace(/^(#{1,6}(?=\s|$)|[-+>](?=\s))/gm, '\\$1')
    .replace(/^(\d{1,9})([.)])(?=\s)/gm, '$1\\$2');
}
