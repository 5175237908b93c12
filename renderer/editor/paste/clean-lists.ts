/** Lists as other programs copy them, as nested lists. */

/** Word copies items as paragraphs: their depth and mark stand in style. */
export function wordLists(body: HTMLElement): void {
  for (const first of body.querySelectorAll('p[data-note-style*="mso-list"]')) {
    if (isItem(first.previousElementSibling)) continue;
    const items: Element[] = [];
    for (let node: Element | null = first; isItem(node); node = node.nextElementSibling) items.push(node);
    first.before(listOf(items));
    for (const item of items) item.remove();
  }
}

function isItem(node: Element | null): node is Element {
  return (
    node?.localName === 'p' && /mso-list:\s*\S*\s*level\d/.test(node.getAttribute('data-note-style') ?? '')
  );
}

function listOf(items: readonly Element[]): Element {
  const [first] = items;
  const page = first?.ownerDocument ?? document;
  const root = page.createElement('div');
  const open: Element[] = [];
  for (const item of items) {
    const depth = Number(/level(\d)/.exec(item.getAttribute('data-note-style') ?? '')?.[1] ?? 1);
    const mark = item.querySelector(
      '[data-note-style*="mso-list:Ignore"], [data-note-style*="mso-list: Ignore"]',
    );
    const kind =
      /[\p{L}\p{N}][.)、]?/u.test(mark?.textContent ?? '') && !/^\s*[o·§]/.test(mark?.textContent ?? '')
        ? 'ol'
        : 'ul';
    mark?.remove();
    open.length = Math.min(open.length, depth);
    while (open.length < depth) {
      const list = page.createElement(kind);
      (open.at(-1)?.lastElementChild ?? root).append(list);
      open.push(list);
    }
    const entry = page.createElement('li');
    entry.append(...item.childNodes);
    open.at(-1)?.append(entry);
  }
  return root;
}

/** A list that stands between the items of another belongs to the item before it. */
export function joinLists(body: HTMLElement): void {
  for (const list of body.querySelectorAll(':is(ul, ol) > :is(ul, ol)')) {
    const before = list.previousElementSibling;
    if (before?.localName === 'li') before.append(list);
    else {
      const entry = list.ownerDocument.createElement('li');
      list.before(entry);
      entry.append(list);
    }
  }
}
