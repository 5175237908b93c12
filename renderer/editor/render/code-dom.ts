import { LanguageDescription } from '@codemirror/language';
import { languages } from '@codemirror/language-data';
import { classHighlighter, highlightCode } from '@lezer/highlight';
import { button, element } from './dom.ts';
import type { RenderHost } from './render-host.ts';

/** Code longer than this is shown without colours. */
const longest = 100_000;

/** A block of code with its language and a button that copies it. */
export function drawCode(code: string, info: string, host: RenderHost): HTMLElement {
  const lines = element('code', '', code);
  const block = element(
    'div',
    'note-code-block',
    codeTools(() => code, info, host),
    element('pre', '', lines),
  );
  const language = languageOf(info);
  if (language && code.length <= longest) void color(lines, code, language, host);
  return block;
}

/** What stands in the corner of a block of code. */
export function codeTools(code: () => string, info: string, host: RenderHost): HTMLElement {
  const name = languageName(info);
  const copy = button(host.t('editor.copyCode'), 'note-code-copy', () => {
    void navigator.clipboard.writeText(code()).then(() => {
      copy.textContent = host.t('editor.copied');
      setTimeout(() => {
        copy.textContent = host.t('editor.copyCode');
      }, 1500);
    });
  });
  const label = name ? [element('span', 'note-code-lang', name)] : [];
  return element('span', 'note-code-tools', ...label, copy);
}

/** The first word after a fence, without the braces of attributes. */
export function languageName(info: string): string {
  return /^\{?\.?([^\s{}]+)/.exec(info.trim())?.[1] ?? '';
}

function languageOf(info: string): LanguageDescription | undefined {
  const name = languageName(info);
  return (name && LanguageDescription.matchLanguageName(languages, name, true)) || undefined;
}

async function color(
  lines: HTMLElement,
  code: string,
  description: LanguageDescription,
  host: RenderHost,
): Promise<void> {
  const support = description.support ?? (await description.load().catch(() => undefined));
  if (!support || host.signal.aborted) return;
  const parts: (Node | string)[] = [];
  highlightCode(
    code,
    support.language.parser.parse(code),
    classHighlighter,
    (text, classes) => parts.push(classes ? element('span', classes, text) : text),
    () => parts.push('\n'),
  );
  lines.replaceChildren(...parts);
}
