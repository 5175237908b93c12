/** Draws diagrams in a frame of its own, whose policy allows what Mermaid needs and the page does not: inline styles. */
import mermaid from 'mermaid';
import type {
  DiagramAnswer,
  DiagramColors,
  DiagramLink,
  DiagramWish,
} from '../../shared/contract/diagram.ts';

/** Mermaid takes so many characters. */
const longest = 50_000;

const answer = (message: DiagramAnswer) => parent.postMessage(message, location.origin);

let queue = Promise.resolve();
addEventListener('message', ({ data, source, origin }: MessageEvent<DiagramWish>) => {
  if (source !== parent || origin !== location.origin) return;
  // One at a time: Mermaid's settings are the same for all that it draws.
  queue = queue.then(() => draw(data));
});
answer({ kind: 'ready' });

async function draw({ id, code, colors, font }: DiagramWish): Promise<void> {
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    secure: ['secure', 'securityLevel', 'startOnLoad', 'maxTextSize', 'maxEdges', 'themeCSS', 'fontFamily'],
    maxTextSize: longest,
    suppressErrorRendering: true,
    theme: 'base',
    look: 'classic',
    fontFamily: font,
    themeVariables: variables(colors, font),
  });
  try {
    const { svg } = await mermaid.render(`diagram-${id}`, code);
    answer({ kind: 'drawn', id, drawing: measure(svg) });
  } catch (error) {
    answer({ kind: 'wrong', id, message: error instanceof Error ? error.message : String(error) });
  } finally {
    document.body.replaceChildren();
  }
}

function variables(colors: DiagramColors, font: string) {
  return {
    darkMode: colors.dark,
    background: colors.paper,
    primaryColor: colors.surface,
    primaryTextColor: colors.ink,
    primaryBorderColor: colors.quiet,
    secondaryColor: colors.paper,
    tertiaryColor: colors.paper,
    lineColor: colors.quiet,
    edgeLabelBackground: colors.paper,
    textColor: colors.ink,
    noteBkgColor: colors.mark,
    noteTextColor: colors.dark ? colors.paper : colors.ink,
    noteBorderColor: colors.line,
    fontFamily: font,
    fontSize: '14px',
  };
}

/** The drawing as an image of its own, its natural size, and where its links are. */
function measure(markup: string) {
  const place = document.createElement('div');
  place.innerHTML = markup;
  document.body.replaceChildren(place);
  const svg = place.querySelector('svg');
  if (!svg) throw new Error('Nothing was drawn');
  const { width, height } = svg.viewBox.baseVal ?? { width: 0, height: 0 };
  svg.setAttribute('width', String(width));
  svg.setAttribute('height', String(height));
  svg.style.maxWidth = '';
  const links = [...svg.querySelectorAll('.internal-link')].flatMap((node) => linkOf(node, svg));
  return { svg: new XMLSerializer().serializeToString(svg), width, height, links };
}

function linkOf(node: Element, svg: SVGSVGElement): DiagramLink[] {
  const target = node.textContent?.trim() ?? '';
  const all = svg.getBoundingClientRect();
  const own = node.getBoundingClientRect();
  if (!target || !all.width || !all.height) return [];
  return [
    {
      target,
      left: (own.left - all.left) / all.width,
      top: (own.top - all.top) / all.height,
      width: own.width / all.width,
      height: own.height / all.height,
    },
  ];
}
