import type { Sheet } from './sheet.ts';

/** A file larger than this is not put into the page. */
const largest = 30_000_000;

/** What a page that nobody edits has no use for. */
const chrome = 'button, iframe, object, embed, script, template, .note-fold, input:not([type="checkbox"])';

/** One HTML file with the note, its styles, pictures and fonts in it. It holds no script, and reaches for nothing. */
export async function htmlFile({ root, title }: Sheet): Promise<string> {
  const copy = root.cloneNode(true) as HTMLElement;
  await inlineMedia(root, copy);
  for (const needless of copy.querySelectorAll(chrome)) needless.remove();
  for (const link of copy.querySelectorAll('a')) cleanLink(link);
  for (const box of copy.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')) {
    box.toggleAttribute('checked', box.checked);
    box.disabled = true;
  }
  for (const each of [copy, ...copy.querySelectorAll('*')]) cleanAttributes(each);
  const styles = await stylesFor(copy);
  // Written as text: even a document that is never shown has the styles in it refused by the window's policy.
  return `<!doctype html>
<html lang="${root.lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>
${styles}
</style>
</head>
<body>
${copy.outerHTML}
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

const policy =
  "default-src 'none'; img-src data:; media-src data:; font-src data:; style-src 'unsafe-inline'";

/** The file holds the note alone. */
const alone =
  'html, body { height: auto; } body { margin: 0; overflow: auto; background: var(--paper); } ' +
  '@media screen { .note-sheet { position: static; width: auto; max-width: 720px; margin: 40px auto; padding: 0 20px; } }';

function cleanLink(link: HTMLAnchorElement): void {
  const href = link.getAttribute('href') ?? '';
  if (!/^(?:https?:|mailto:|tel:|#)/i.test(href)) link.removeAttribute('href');
}

function cleanAttributes(element: Element): void {
  for (const { name } of [...element.attributes]) {
    if (/^(?:data-(?!status$)|on|tabindex$|role$|draggable$|contenteditable$|srcset$|nonce$)/.test(name)) {
      element.removeAttribute(name);
    }
  }
}

/** Pictures, sounds and films as data; a page of a PDF as a picture. What cannot be had leaves its name. */
async function inlineMedia(from: HTMLElement, copy: HTMLElement): Promise<void> {
  const kinds = 'img, audio, video, source, canvas';
  const originals = [...from.querySelectorAll<HTMLElement>(kinds)];
  const copies = [...copy.querySelectorAll<HTMLElement>(kinds)];
  for (const [index, target] of copies.entries()) {
    const original = originals[index];
    if (original instanceof HTMLCanvasElement) {
      const picture = document.createElement('img');
      picture.src = original.toDataURL('image/png');
      picture.style.width = original.style.width;
      target.replaceWith(picture);
      continue;
    }
    const source = target.getAttribute('src');
    if (!source || source.startsWith('data:')) continue;
    const data = await dataUrl(source);
    if (data) target.setAttribute('src', data);
    else target.replaceWith(target.getAttribute('alt') ?? '');
  }
}

async function dataUrl(address: string): Promise<string | undefined> {
  try {
    const blob = await (await fetch(address)).blob();
    if (blob.size > largest) return undefined;
    return await new Promise((resolve, reject) => {
      const reader = new FileReader();
      reader.addEventListener('load', () => resolve(String(reader.result)));
      reader.addEventListener('error', () => reject(reader.error));
      reader.readAsDataURL(blob);
    });
  } catch {
    return undefined;
  }
}

/** The rules of the window's styles that have something to do with what is in the page. */
async function stylesFor(copy: HTMLElement): Promise<string> {
  const parts: string[] = [];
  for (const sheet of document.styleSheets) {
    const base = sheet.href ?? document.baseURI;
    for (const rule of rulesOf(sheet)) parts.push(await written(rule, copy, base));
  }
  return [...parts, alone].filter(Boolean).join('\n').replaceAll('</style', '<\\/style');
}

function rulesOf(sheet: CSSStyleSheet): CSSRule[] {
  try {
    return [...sheet.cssRules];
  } catch {
    // The sheet of an extension of the browser: its rules are its own.
    return [];
  }
}

async function written(rule: CSSRule, copy: HTMLElement, base: string): Promise<string> {
  if (rule instanceof CSSStyleRule && rule.selectorText === '[data-theme="dark"]') {
    return `@media (prefers-color-scheme: dark) { :root { ${rule.style.cssText} } }`;
  }
  if (rule instanceof CSSStyleRule) return concerns(rule.selectorText, copy) ? rule.cssText : '';
  if (rule instanceof CSSMediaRule) {
    if (/prefers-color-scheme/.test(rule.conditionText)) return '';
    const inner = await Promise.all([...rule.cssRules].map((each) => written(each, copy, base)));
    const text = inner.filter(Boolean).join('\n');
    return text && `@media ${rule.conditionText} {\n${text}\n}`;
  }
  if (rule instanceof CSSFontFaceRule) return fontFace(rule, base);
  return rule.cssText.startsWith('@page') ? rule.cssText : '';
}

function concerns(selector: string, copy: HTMLElement): boolean {
  if (selector.split(',').some((one) => /^(?::root|html|body)$/.test(one.trim()))) return true;
  const plain = selector.replace(/::?(?:before|after|marker|placeholder|selection|hover|focus[a-z-]*)/g, '');
  try {
    return copy.matches(plain) || copy.querySelector(plain) !== null;
  } catch {
    return false;
  }
}

/** Fonts that the page has loaded, with their files in the rule. */
async function fontFace(rule: CSSFontFaceRule, base: string): Promise<string> {
  const family = rule.style.getPropertyValue('font-family').replace(/["']/g, '');
  const style = rule.style.getPropertyValue('font-style') || 'normal';
  const weight = rule.style.getPropertyValue('font-weight') || '400';
  const used = [...document.fonts].some(
    (face) =>
      face.status === 'loaded' &&
      face.family.replace(/["']/g, '') === family &&
      face.style === style &&
      sameWeight(face.weight, weight),
  );
  const address = /url\("?([^")]+\.woff2[^")]*)"?\)/.exec(rule.style.getPropertyValue('src'))?.[1];
  const data = used && address ? await dataUrl(new URL(address, base).href) : undefined;
  if (!data) return '';
  return `@font-face { font-family: "${family}"; font-style: ${style}; font-weight: ${weight}; src: url(${data}) format("woff2"); }`;
}

function sameWeight(a: string, b: string): boolean {
  const number = (weight: string) => (weight === 'bold' ? '700' : weight === 'normal' ? '400' : weight);
  return number(a) === number(b);
}
