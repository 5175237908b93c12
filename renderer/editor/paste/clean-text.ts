/** The text of a copied page: no invisible characters, no spaces from broken lines of Chinese, marks where they hold. */

const cjk = String.raw`[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}，。、；：！？（）《》「」『』【】“”‘’…—]`;
const brokenLine = new RegExp(`(?<=${cjk})[ \\t]*\\n\\s*(?=${cjk})`, 'gu');
const edge = /[，。、；：！？（）《》「」『』【】“”‘’,.;:!?]+/u;
const ending = new RegExp(`(?:${edge.source})$`, 'u');
const beginning = new RegExp(`^(?:${edge.source})`, 'u');

export function plainText(body: HTMLElement): void {
  const texts = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    if (node.parentElement?.closest('pre')) continue;
    const value = (node.nodeValue ?? '').replace(/[\u200b\ufeff\u2060]/g, '').replace(/\u00a0/g, ' ');
    node.nodeValue = value.replace(brokenLine, '');
  }
  for (const box of body.querySelectorAll('li input[type="checkbox"]')) {
    const after = box.nextSibling;
    if (after?.nodeType === Node.TEXT_NODE) after.nodeValue = (after.nodeValue ?? '').trimStart();
  }
  for (const node of body.querySelectorAll('strong, b, em, i, del, s')) marksWhereTheyHold(node);
  for (const node of body.querySelectorAll('br')) if (endsBlock(node)) node.remove();
}

/** A mark does not open or close between punctuation and a letter: the punctuation goes outside of it. */
function marksWhereTheyHold(node: Element): void {
  const whole = node.textContent ?? '';
  const last = endText(node, 'lastChild');
  const tail = ending.exec(last?.nodeValue ?? '')?.[0];
  if (last && tail && tail !== whole && /^[\p{L}\p{N}]/u.test(node.nextSibling?.textContent ?? '')) {
    last.nodeValue = (last.nodeValue ?? '').slice(0, -tail.length);
    node.after(tail);
  }
  const first = endText(node, 'firstChild');
  const head = beginning.exec(first?.nodeValue ?? '')?.[0];
  if (first && head && head !== whole && /[\p{L}\p{N}]$/u.test(node.previousSibling?.textContent ?? '')) {
    first.nodeValue = (first.nodeValue ?? '').slice(head.length);
    node.before(head);
  }
}

/** The text that an element begins or ends with. */
function endText(node: Element, side: 'firstChild' | 'lastChild'): ChildNode | null {
  let at: ChildNode | null = node[side];
  while (at && at.nodeType === Node.ELEMENT_NODE) at = at[side];
  return at;
}

/** Nothing but white space comes after it in its block. */
function endsBlock(node: Element): boolean {
  let next: ChildNode | null = node.nextSibling;
  while (next && (next.nodeName === 'BR' || (next.textContent ?? '').trim() === '')) {
    if (next.nodeType === Node.ELEMENT_NODE && next.nodeName !== 'BR') return false;
    next = next.nextSibling;
  }
  return next === null && node.parentElement?.localName !== 'td';
}
