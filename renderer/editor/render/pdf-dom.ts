import type { PDFDocumentLoadingTask, PDFDocumentProxy, RenderTask } from 'pdfjs-dist';
import { button, element } from './dom.ts';
import type { EmbedLink } from './embed-link.ts';
import { linkElement } from './link-dom.ts';
import { embedAddress, showMissing } from './media-dom.ts';
import type { RenderHost } from './render-host.ts';

/** A page of a PDF. `#page=3` says which one, `#height=400` how tall the frame is at most, in CSS pixels. */
export function drawPdf(link: EmbedLink, host: RenderHost): HTMLElement {
  const options = new URLSearchParams(link.target.slice(link.target.indexOf('#') + 1));
  const name = linkElement(link, host);
  name.append(link.target.replace(/#.*$/s, '').replace(/^.*\//, ''));
  const sheet = element(
    'div',
    'note-pdf-sheet',
    element('div', 'note-inset-empty', host.t('editor.loading')),
  );
  const bar = element('div', 'note-pdf-bar', name);
  const frame = element('div', 'note-pdf', bar, sheet);
  const height = Number(options.get('height'));
  const draw = () => open(link, Number(options.get('page')) || 1, { frame, bar, sheet }, host);
  if (host.paper) {
    frame.ariaBusy = 'true';
    void draw().finally(() => {
      frame.ariaBusy = null;
    });
    return frame;
  }
  sheet.style.height = `${height > 0 && height < 5000 ? height : 520}px`;
  whenSeen(frame, host.signal, () => void draw());
  return frame;
}

interface Places {
  frame: HTMLElement;
  bar: HTMLElement;
  sheet: HTMLElement;
}

/** Once it comes near the part of the page that is seen. */
function whenSeen(frame: HTMLElement, signal: AbortSignal, act: () => void): void {
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      if (!signal.aborted) act();
    },
    { rootMargin: '300px' },
  );
  observer.observe(frame);
  signal.addEventListener('abort', () => observer.disconnect());
}

async function open(link: EmbedLink, first: number, { frame, bar, sheet }: Places, host: RenderHost) {
  try {
    const url = await embedAddress(link, host);
    const task = await loading(url);
    host.signal.addEventListener('abort', () => void task.destroy());
    if (host.signal.aborted) return void task.destroy();
    await turnPages(await task.promise, first, bar, sheet, host);
  } catch {
    if (!host.signal.aborted) showMissing(frame, link.target, 'editor.missingFile', host);
  }
}

async function loading(url: string): Promise<PDFDocumentLoadingTask> {
  const [pdf, worker] = await Promise.all([
    import('pdfjs-dist'),
    import('pdfjs-dist/build/pdf.worker.min.mjs?url'),
  ]);
  pdf.GlobalWorkerOptions.workerSrc = worker.default;
  const beside = (folder: string) => new URL(`pdf/${folder}/`, document.baseURI).href;
  return pdf.getDocument({
    url,
    cMapUrl: beside('cmaps'),
    standardFontDataUrl: beside('standard_fonts'),
    isEvalSupported: false,
    useWasm: false,
    enableXfa: false,
  } as Parameters<typeof pdf.getDocument>[0]);
}

/** Resolves once the first of them is drawn. */
function turnPages(
  pdf: PDFDocumentProxy,
  first: number,
  bar: HTMLElement,
  sheet: HTMLElement,
  host: RenderHost,
): Promise<void> {
  let page = Math.min(Math.max(1, first), pdf.numPages);
  let task: RenderTask | undefined;
  const place = element('span', 'note-pdf-place');
  const show = async () => {
    place.textContent = `${page} / ${pdf.numPages}`;
    task?.cancel();
    const canvas = element('canvas');
    const sheetPage = await pdf.getPage(page);
    const scale = Math.max(200, sheet.clientWidth - 2) / sheetPage.getViewport({ scale: 1 }).width;
    const viewport = sheetPage.getViewport({ scale: scale * devicePixelRatio });
    canvas.width = viewport.width;
    canvas.height = viewport.height;
    canvas.style.width = `${viewport.width / devicePixelRatio}px`;
    task = sheetPage.render({ canvas, viewport });
    await task.promise;
    sheet.replaceChildren(canvas);
    sheet.scrollTop = 0;
    host.resized();
  };
  const turn = (by: number) => {
    page = Math.min(Math.max(1, page + by), pdf.numPages);
    return show().catch(() => {});
  };
  const turner = (sign: string, by: number, words: 'editor.pdfBefore' | 'editor.pdfNext') => {
    const made = button(sign, 'note-pdf-turn', () => void turn(by));
    made.setAttribute('aria-label', host.t(words));
    return made;
  };
  bar.append(turner('‹', -1, 'editor.pdfBefore'), place, turner('›', 1, 'editor.pdfNext'));
  return turn(0);
}
