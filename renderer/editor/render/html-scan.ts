const space = /\s/;
const nameEnd = /[\s=>/"']/;

/** Attributes that a browser acts on as soon as it reads them, even where nothing is shown. */
const acts = /^(?:style|on.*)$/i;
/** Elements that it acts on in the same way: they become unknown ones. */
const actingElement = /^(?:base|link|meta|script|style)$/i;

/**
 * HTML in which styles and handlers have names that mean nothing, `data-note-style` and the like: the page's policy
 * forbids them, and reports each that is so much as parsed. Everything else stays as it is. One pass, linear.
 */
export function quietHtml(html: string): string {
  let out = '';
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open < 0) break;
    const name = /^<\/?([a-zA-Z][^\s/>]*)/.exec(html.slice(open, open + 64));
    if (!name?.[1]) {
      out += html.slice(at, open + 1);
      at = open + 1;
      continue;
    }
    const closing = html[open + 1] === '/';
    const acting = actingElement.test(name[1]);
    out += html.slice(at, open) + (acting ? `<${closing ? '/' : ''}x-${name[1]}` : name[0]);
    const [attributes, end] = quietAttributes(html, open + name[0].length);
    out += attributes;
    at = end;
  }
  return out + html.slice(at);
}

/** Attributes from `from` up to the end of the tag, as they shall be, and where they end. */
function quietAttributes(html: string, from: number): [string, number] {
  let out = '';
  let at = from;
  while (at < html.length && html[at] !== '>') {
    const char = html[at] ?? '';
    if (space.test(char) || char === '/') {
      out += char;
      at++;
      continue;
    }
    const end = endOfName(html, at);
    const name = html.slice(at, end);
    const valueEnd = endOfValue(html, end);
    out += (acts.test(name) ? 'data-note-' : '') + html.slice(at, valueEnd);
    at = Math.max(valueEnd, at + 1);
  }
  return [out, at];
}

function endOfName(html: string, from: number): number {
  let at = from + 1;
  while (at < html.length && !nameEnd.test(html[at] ?? '')) at++;
  return at;
}

function endOfValue(html: string, from: number): number {
  let at = from;
  while (at < html.length && space.test(html[at] ?? '')) at++;
  if (html[at] !== '=') return from;
  at++;
  while (at < html.length && space.test(html[at] ?? '')) at++;
  const quote = html[at];
  if (quote === '"' || quote === "'") {
    const end = html.indexOf(quote, at + 1);
    return end < 0 ? html.length : end + 1;
  }
  while (at < html.length && !space.test(html[at] ?? '') && html[at] !== '>') at++;
  return at;
}
