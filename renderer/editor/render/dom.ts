/** An element with its class and children. Text is text: nothing of it is ever read as HTML. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className = '',
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/** A button that does something, with words on it. */
export function button(text: string, className: string, act: () => void): HTMLButtonElement {
  const made = element('button', className, text);
  made.type = 'button';
  made.addEventListener('click', (event) => {
    event.preventDefault();
    event.stopPropagation();
    act();
  });
  return made;
}

const svg = 'http://www.w3.org/2000/svg';

/** An icon of 24 × 24 units from the outlines of its parts. */
export function icon(paths: readonly string[], className: string): SVGSVGElement {
  const made = document.createElementNS(svg, 'svg');
  made.setAttribute('viewBox', '0 0 24 24');
  made.setAttribute('class', className);
  made.setAttribute('aria-hidden', 'true');
  for (const outline of paths) {
    const path = document.createElementNS(svg, 'path');
    path.setAttribute('d', outline);
    made.append(path);
  }
  return made;
}
