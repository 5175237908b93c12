import type { EditorView } from '@codemirror/view';
import { stem } from '../../../shared/text/path.ts';
import { type EditorHost, editorHost } from '../host.ts';
import { htmlFile } from './html-file.ts';
import { drawSheet, type Sheet } from './sheet.ts';

type Act = (view: EditorView, host: EditorHost) => Promise<void>;

/** Ways of a note out of the window: onto paper, and into a file. */
export const printCommands = {
  'note.print': command(print),
  'note.export-html': command(saveHtml),
  'note.export-pdf': command(savePdf),
};

function command(act: Act) {
  return (view: EditorView): boolean => {
    const host = view.state.facet(editorHost);
    if (host) act(view, host).catch((error: unknown) => host.failed?.(error));
    return host !== undefined;
  };
}

/** Show the note alone while `act` prints it. */
async function onPaper(
  view: EditorView,
  host: EditorHost,
  audience: 'self' | 'others',
  act: () => Promise<void>,
): Promise<void> {
  const sheet = await drawSheet(view, host, audience);
  const { documentElement } = document;
  const { title } = document;
  documentElement.dataset.printing = 'true';
  document.title = sheet.title;
  try {
    await act();
    tellPlaces(sheet, host);
  } finally {
    delete documentElement.dataset.printing;
    document.title = title;
    sheet.dispose();
  }
}

function print(view: EditorView, host: EditorHost): Promise<void> {
  return onPaper(view, host, 'self', printed);
}

/** The dialog holds the page until it is closed; where it does not, `afterprint` tells. */
function printed(): Promise<void> {
  return new Promise((resolve) => {
    window.addEventListener('afterprint', () => resolve(), { once: true });
    window.print();
  });
}

/** The desktop app writes a PDF where it is told; in a browser the print dialog has a way to save one. */
async function savePdf(view: EditorView, host: EditorHost): Promise<void> {
  const { kind } = await host.client.call('host.info', {});
  if (kind !== 'desktop') return onPaper(view, host, 'others', printed);
  const name = `${stem(host.document.path)}.pdf`;
  return onPaper(view, host, 'others', async () => void (await host.client.call('host.printPdf', { name })));
}

async function saveHtml(view: EditorView, host: EditorHost): Promise<void> {
  const sheet = await drawSheet(view, host, 'others');
  try {
    const blob = new Blob([await htmlFile(sheet)], { type: 'text/html' });
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = `${stem(host.document.path)}.html`;
    link.click();
    tellPlaces(sheet, host);
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  } finally {
    sheet.dispose();
  }
}

function tellPlaces({ places }: Sheet, host: EditorHost): void {
  if (places.size > 0) host.toldPlaces?.([...places]);
}
