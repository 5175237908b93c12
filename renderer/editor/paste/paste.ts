import type { Extension } from '@codemirror/state';
import { EditorView, type PluginValue, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import { isVerbatim, nodeAround, openLinkAt } from '../complete/where.ts';
import { isComposing } from '../composition.ts';
import { type EditorHost, editorHost } from '../host.ts';
import { type Clip, decidePaste, type Paste, type Target } from './decide.ts';
import { putFiles, sendFile } from './files.ts';
import { fitBlocks, fitLines } from './fit-lines.ts';

/** What the rows of the explorer carry when they are dragged: a path of the vault. */
const vaultPath = 'application/x-commonplace-path';

interface Place {
  from: number;
  to: number;
}

/** Remembers how a paste was asked for, and where the slow ones go while the text changes. */
class Pasting implements PluginValue {
  /** Ctrl+Shift+V: as it is, whatever it is. */
  plain = false;
  private readonly places = new Set<Place>();

  hold({ from, to }: Place): Place {
    const place = { from, to };
    this.places.add(place);
    return place;
  }

  release(place: Place): void {
    this.places.delete(place);
  }

  update({ docChanged, changes }: ViewUpdate): void {
    if (!docChanged) return;
    for (const place of this.places) {
      place.from = changes.mapPos(place.from, -1);
      place.to = changes.mapPos(place.to, 1);
    }
  }
}

const pasting = ViewPlugin.fromClass(Pasting);

function clipOf(data: DataTransfer): Clip {
  const editor = data.getData('vscode-editor-data');
  return {
    text: data.getData('text/plain'),
    html: data.getData('text/html'),
    codeMode: editor === '' ? undefined : modeOf(editor),
    files: [...data.files],
  };
}

function modeOf(data: string): string {
  try {
    const { mode } = JSON.parse(data) as { mode?: unknown };
    return typeof mode === 'string' && /^[\w+#-]+$/.test(mode) ? mode : 'plaintext';
  } catch {
    return 'plaintext';
  }
}

function targetOf({ state }: EditorView, { from, to }: Place): Target {
  const inUrl = nodeAround(state, from, /^(?:URL|LinkTitle|WikiLink|WikiEmbed)$/);
  return {
    raw: isVerbatim(state, from) || openLinkAt(state, from) !== undefined || (inUrl?.to ?? 0) > from,
    selected: state.sliceDoc(from, Math.min(to, from + 2000)),
    before: state.sliceDoc(state.doc.lineAt(from).from, from),
  };
}

/** Take over what is pasted or dropped, where the editor alone would do less with it. */
function take(view: EditorView, data: DataTransfer, place: Place): boolean {
  const clip = clipOf(data);
  const paste = decidePaste(clip, targetOf(view, place));
  return act(view, paste, clip, place);
}

function act(view: EditorView, paste: Paste, clip: Clip, place: Place): boolean {
  switch (paste.kind) {
    case 'plain':
      return false;
    case 'files': {
      const pasted = paste.files.every(({ name }) => /^image\.\w+$/.test(name));
      if (place.from < place.to) view.dispatch({ changes: place, userEvent: 'delete.selection' });
      void putFiles(view, paste.files, place.from, pasted);
      return true;
    }
    case 'text':
      putText(view, paste.text, place);
      return true;
    case 'html':
      void putPage(view, paste.html, clip.text, place);
      return true;
  }
}

function putText(view: EditorView, text: string, { from, to }: Place, page = false): void {
  const { state } = view;
  const before = state.sliceDoc(state.doc.lineAt(from).from, from);
  const after = state.sliceDoc(to, state.doc.lineAt(to).to);
  const insert = page ? fitBlocks(before, text, after) : fitLines(before, text);
  view.dispatch({
    changes: { from, to, insert },
    selection: { anchor: from + insert.length },
    scrollIntoView: true,
    userEvent: 'input.paste',
  });
}

/** Where the page cannot be read as Markdown, its text is pasted: nothing that was copied is lost. */
async function putPage(view: EditorView, html: string, text: string, at: Place): Promise<void> {
  const plugin = view.plugin(pasting);
  const place = plugin?.hold(at) ?? at;
  const markdown = await pageText(view, html).catch(() => text);
  plugin?.release(place);
  if (!view.dom.isConnected || view.state.readOnly) return;
  putText(view, markdown === '' ? text : markdown, place, true);
}

async function pageText(view: EditorView, html: string): Promise<string> {
  const { pageToMarkdown, pictureMark } = await import('./page-markdown.ts');
  const { markdown, pictures } = pageToMarkdown(html);
  const host = view.state.facet(editorHost);
  const links = host ? await sendPictures(host, pictures) : [];
  return markdown.replace(pictureMark, (_mark, index: string) => links[Number(index)] ?? '');
}

/** Links to the pictures that could be stored; what went wrong is told of. */
async function sendPictures(host: EditorHost, pictures: readonly File[]): Promise<string[]> {
  const links: string[] = [];
  try {
    for (const file of pictures) links.push(await sendFile(host, file, true, () => {}));
  } catch (error) {
    host.trouble(error);
  }
  return links;
}

/** A row of the explorer becomes a link to its file. */
async function linkDropped(view: EditorView, target: string, pos: number): Promise<void> {
  const host = view.state.facet(editorHost);
  if (!host || view.state.readOnly) return;
  const plugin = view.plugin(pasting);
  const place = plugin?.hold({ from: pos, to: pos }) ?? { from: pos, to: pos };
  const params = { source: host.document.path, target };
  const found = await host.client.call('link.text', params).catch(host.trouble);
  plugin?.release(place);
  if (!found || !view.dom.isConnected) return;
  putText(view, found.text, place);
  view.focus();
}

function onPaste(event: ClipboardEvent, view: EditorView): boolean {
  const plugin = view.plugin(pasting);
  const plain = plugin?.plain ?? false;
  if (plugin) plugin.plain = false;
  const { main, ranges } = view.state.selection;
  if (plain || !event.clipboardData || view.state.readOnly || isComposing(view)) return false;
  if (ranges.length > 1 || !take(view, event.clipboardData, main)) return false;
  event.preventDefault();
  return true;
}

/** Not in the midst of a link whose marks are out of sight, but after it. */
function dropPlace(view: EditorView, { clientX, clientY }: DragEvent): number {
  const pos = view.posAtCoords({ x: clientX, y: clientY }, false);
  const whole = nodeAround(view.state, pos, /^(?:WikiLink|WikiEmbed|Link|Image|URL|Autolink)$/);
  return whole && whole.from < pos ? whole.to : pos;
}

/** One goes on writing after them. */
function dropFiles(view: EditorView, files: readonly File[], pos: number): void {
  view.dispatch({ selection: { anchor: pos } });
  view.focus();
  void putFiles(view, files, pos, false);
}

function onDrop(event: DragEvent, view: EditorView): boolean {
  const { dataTransfer } = event;
  if (!dataTransfer || view.state.readOnly) return false;
  const pos = dropPlace(view, event);
  const path = dataTransfer.getData(vaultPath);
  if (path !== '') void linkDropped(view, path, pos);
  else if (dataTransfer.files.length > 0) dropFiles(view, [...dataTransfer.files], pos);
  else if (dataTransfer.getData('text/html') === '' || !take(view, dataTransfer, { from: pos, to: pos }))
    return false;
  event.preventDefault();
  return true;
}

/** What is pasted and dropped at plain text: files, pages, addresses, code, lists. */
export function pasteAndDrop(): Extension {
  return [
    pasting,
    EditorView.domEventObservers({
      keydown(event, view) {
        const plugin = view.plugin(pasting);
        if (plugin && event.code === 'KeyV')
          plugin.plain = event.shiftKey && (event.ctrlKey || event.metaKey);
      },
    }),
    EditorView.domEventHandlers({
      paste: onPaste,
      drop: onDrop,
      dragover(event) {
        if (!event.dataTransfer?.types.includes(vaultPath)) return false;
        event.dataTransfer.dropEffect = 'move';
        event.preventDefault();
        return false;
      },
    }),
  ];
}
