import type { DiagramColors, DiagramDrawing } from '../../../shared/contract/diagram.ts';
import { element } from './dom.ts';
import { linkElement } from './link-dom.ts';
import type { RenderHost } from './render-host.ts';

/** A Mermaid diagram, in the colours of the page's theme. One with a fault shows its source, and why. */
export function drawDiagram(code: string, host: RenderHost): HTMLElement {
  const frame = element('div', 'note-diagram');
  let turn = 0;
  const draw = async () => {
    const mine = ++turn;
    const colors = themeColors();
    const key = `${colors.paper}\n${code}`;
    const known = host.cache.diagrams.get(key);
    if (known) return show(frame, known, code, host);
    if (!frame.hasChildNodes()) wait(frame, code, host);
    try {
      const font = getComputedStyle(document.body).fontFamily;
      const drawing = await host.cache.diagrams.ask(key, () => host.cache.frame.draw({ code, colors, font }));
      if (mine === turn && !host.signal.aborted) show(frame, drawing, code, host);
    } catch (error) {
      if (mine === turn && !host.signal.aborted) fail(frame, code, error, host);
    }
  };
  const theme = new MutationObserver(() => void draw());
  theme.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  host.signal.addEventListener('abort', () => theme.disconnect());
  void draw();
  return frame;
}

function wait(frame: HTMLElement, code: string, host: RenderHost): void {
  const size = host.cache.sizes.get(`diagram\n${code}`);
  frame.style.minHeight = `${size?.height ?? 160}px`;
  frame.replaceChildren(element('div', 'note-inset-empty', host.t('editor.loading')));
}

function show(frame: HTMLElement, drawing: DiagramDrawing, code: string, host: RenderHost): void {
  const image = element('img');
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawing.svg)}`;
  image.width = Math.ceil(drawing.width);
  image.height = Math.ceil(drawing.height);
  image.alt = code;
  image.draggable = false;
  const place = element('div', 'note-diagram-image', image);
  for (const { target, left, top, width, height } of drawing.links) {
    const link = linkElement({ form: 'wiki', target }, host);
    link.classList.add('note-diagram-link');
    link.setAttribute('aria-label', target);
    Object.assign(link.style, { left: part(left), top: part(top), width: part(width), height: part(height) });
    place.append(link);
  }
  host.cache.sizes.set(`diagram\n${code}`, { width: image.width, height: image.height });
  frame.style.minHeight = '';
  frame.replaceChildren(place);
  host.resized();
}

const part = (fraction: number) => `${fraction * 100}%`;

function fail(frame: HTMLElement, code: string, error: unknown, host: RenderHost): void {
  const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
  const what = host.t('editor.diagramWrong');
  const head = element('div', 'note-diagram-wrong', why ? host.t('editor.because', { what, why }) : what);
  frame.style.minHeight = '';
  frame.replaceChildren(head, element('pre', 'note-diagram-source', code));
  host.resized();
}

/** The roles that a diagram is drawn in, as the theme has them now. */
function themeColors(): DiagramColors {
  const style = getComputedStyle(document.documentElement);
  const role = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    dark: document.documentElement.dataset.theme === 'dark',
    paper: role('paper'),
    surface: role('surface'),
    ink: role('ink'),
    quiet: role('ink-3'),
    line: role('line-2'),
    accent: role('accent'),
    mark: role('mark'),
  };
}
