/** Tables of a copied page become such as Markdown has: each cell a line of text, with breaks in it. */

/** What a cell of Markdown cannot hold, and would make the whole table one of HTML. */
const blocks = 'ul, ol, pre, blockquote, hr, h1, h2, h3, h4, h5, h6';

export function plainTables(body: HTMLElement): void {
  for (const table of body.querySelectorAll('table')) if (isFrame(table)) unframe(table);
  for (const table of body.querySelectorAll('table')) firstRowIsHead(table);
  for (const cell of body.querySelectorAll('td, th'))
    for (const block of cell.querySelectorAll(blocks)) flatten(block);
}

/** A single cell of a spreadsheet, or a table that other tables are laid out with. */
function isFrame(table: HTMLTableElement): boolean {
  const cells = table.querySelectorAll('td, th');
  return cells.length < 2 || table.querySelector('table') !== null;
}

/** Markdown has no table without one. */
function firstRowIsHead(table: HTMLTableElement): void {
  const [first] = table.rows;
  if (!first || table.tHead || first.querySelector('th')) return;
  table.createTHead().append(first);
}

function unframe(table: HTMLTableElement): void {
  const own = [...table.rows].flatMap((row) => [...row.cells]);
  const [only] = own;
  if (own.length === 1 && only && !only.querySelector('table')) {
    table.replaceWith(...only.childNodes);
    return;
  }
  table.replaceWith(
    ...own.map((cell) => {
      const part = table.ownerDocument.createElement('div');
      part.append(...cell.childNodes);
      return part;
    }),
  );
}

function flatten(block: Element): void {
  const page = block.ownerDocument;
  if (block.localName === 'hr') {
    block.remove();
    return;
  }
  const lines = linesOf(block);
  const parts = lines.flatMap((line) => [page.createElement('br'), line]);
  const before = block.previousSibling?.textContent?.trim() ? parts : parts.slice(1);
  const after = block.nextSibling?.textContent?.trim() ? [page.createElement('br')] : [];
  block.replaceWith(...before, ...after);
}

/** The lines of a block: items with a sign, headings strong, code line by line. */
function linesOf(block: Element): Element[] {
  const page = block.ownerDocument;
  const line = (name: string, ...content: (Node | string)[]) => {
    const made = page.createElement(name);
    made.append(...content);
    return made;
  };
  switch (block.localName) {
    case 'ul':
    case 'ol':
      return [...block.children].map((item) => line('span', '• ', ...item.childNodes));
    case 'pre':
      return (block.textContent ?? '')
        .split('\n')
        .filter((text) => text.trim() !== '')
        .map((text) => line('code', text));
    case 'blockquote':
      return [line('span', ...block.childNodes)];
    default:
      return [line('strong', ...block.childNodes)];
  }
}
