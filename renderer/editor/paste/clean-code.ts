/** Code as other programs copy it, as `pre` with its language beside it. */

const named = [
  /\b(?:language|lang)-([\w+#-]+)/i,
  /\bhighlight-(?:source|text)-([\w+#-]+)/i,
  /\bbrush:\s*([\w+#-]+)/i,
];
const short: Record<string, string> = {
  shell: 'bash',
  js: 'javascript',
  ts: 'typescript',
  'html-basic': 'html',
};

export function codeBlocks(body: HTMLElement): void {
  for (const table of body.querySelectorAll('table')) sourceTable(table);
  for (const pre of body.querySelectorAll('pre')) {
    const text = linesOf(pre)
      .replace(/\u00a0/g, ' ')
      .replace(/^\n+|\s+$/g, '');
    const language = languageOf(pre);
    pre.replaceChildren(text);
    const { parentElement: around } = pre;
    if (/\bhighlight-(?:source|text)-/.test(around?.className ?? '')) around?.removeAttribute('class');
    if (language !== undefined) pre.dataset.language = language;
  }
}

/** GitHub shows a file as a table, a row a line, its number in a cell of its own. */
function sourceTable(table: HTMLTableElement): void {
  const cells = [...table.querySelectorAll('td.blob-code, td.js-file-line, td.hljs-ln-code')];
  if (cells.length === 0) return;
  const pre = table.ownerDocument.createElement('pre');
  pre.textContent = cells.map((cell) => (cell.textContent ?? '').replace(/\n/g, '')).join('\n');
  table.replaceWith(pre);
}

/** Lines are broken by characters, by elements, or (in WeChat) each a `code` of its own. */
function linesOf(pre: Element): string {
  for (const node of pre.querySelectorAll(
    '.line-numbers-rows, .linenos, .lineno, .gutter, .code-snippet__line-index',
  ))
    node.remove();
  for (const node of pre.querySelectorAll('br')) node.replaceWith('\n');
  const lines = [...pre.children].filter((node) => /^(?:code|div|p|li)$/.test(node.localName));
  if (lines.length > 1) return lines.map((node) => (node.textContent ?? '').replace(/\n$/, '')).join('\n');
  const divided = pre.querySelectorAll(':scope > code > div, :scope > code > p');
  return divided.length > 1
    ? [...divided].map((node) => (node.textContent ?? '').replace(/\n$/, '')).join('\n')
    : (pre.textContent ?? '');
}

function languageOf(pre: Element): string | undefined {
  const around = [pre, pre.firstElementChild, pre.parentElement, pre.parentElement?.parentElement];
  for (const node of around) {
    const told = node?.getAttribute('data-lang') ?? node?.getAttribute('data-language');
    const name = told ?? named.map((form) => form.exec(node?.className ?? '')?.[1]).find(Boolean);
    if (name && /^[\w+#-]+$/.test(name)) return short[name.toLowerCase()] ?? name.toLowerCase();
  }
  return undefined;
}
