/** What the `style` of HTML in a note may say: how its text looks, never where it stands or what it covers. */
const properties = [
  'background-color',
  'border',
  'border-radius',
  'color',
  'font-family',
  'font-size',
  'font-style',
  'font-weight',
  'height',
  'line-height',
  'list-style-type',
  'margin',
  'max-width',
  'padding',
  'text-align',
  'text-decoration',
  'vertical-align',
  'white-space',
  'width',
];

/** Take over of a style what is harmless. By the object model: the page's policy allows no style in markup. */
export function applyStyle(node: HTMLElement, style: string): void {
  const wish = document.createElement('span').style;
  wish.cssText = style;
  if (/^-|[\s:]-\d/.test(wish.margin)) wish.margin = '';
  for (const name of properties) {
    const value = wish.getPropertyValue(name);
    if (value && !/url\(|var\(|image/i.test(value)) node.style.setProperty(name, value);
  }
}
