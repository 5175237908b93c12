/** Files that are pasted, dropped or chosen: stored by the core, with a line that tells how far it is. */
import { type Extension, Facet, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view';
import { cellText } from '../complete/links.ts';
import type { TextView } from '../document/open-text.ts';
import { type EditorHost, editorHost, hostWords } from '../host.ts';

/** A file on its way into the vault. */
interface Sending {
  id: number;
  name: string;
  /** From 0 to 1. */
  done: number;
}

/** A file that is in the vault now. */
interface Sent {
  id: number;
  link: string;
}

const setSending = StateEffect.define<Sending & { pos: number }>({
  map: (value, changes) => ({ ...value, pos: changes.mapPos(value.pos, 1) }),
});
const endSending = StateEffect.define<number>();

class SendingWidget extends WidgetType {
  private readonly sending: Sending;

  constructor(sending: Sending) {
    super();
    this.sending = sending;
  }

  override eq({ sending }: SendingWidget): boolean {
    return sending.id === this.sending.id && sending.done === this.sending.done;
  }

  override updateDOM(dom: HTMLElement): boolean {
    const bar = dom.querySelector('progress');
    if (bar) bar.value = this.sending.done;
    return bar !== null;
  }

  toDOM(view: EditorView): HTMLElement {
    const dom = document.createElement('span');
    dom.className = 'note-sending';
    dom.setAttribute('role', 'status');
    const bar = document.createElement('progress');
    bar.value = this.sending.done;
    const t = hostWords(view.state.facet(editorHost));
    dom.append(t('editor.sending', { name: this.sending.name }), bar);
    return dom;
  }
}

/** Where files that are on their way will be linked; moves with the text. */
const sendingField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(value, tr) {
    let next = value.map(tr.changes);
    for (const effect of tr.effects) {
      if (effect.is(setSending)) {
        const { pos, ...sending } = effect.value;
        const widget = Decoration.widget({ widget: new SendingWidget(sending), side: 1, id: sending.id });
        next = next.update({ filter: notOf(sending.id), add: [widget.range(pos)] });
      } else if (effect.is(endSending)) next = next.update({ filter: notOf(effect.value) });
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

const notOf = (id: number) => (_from: number, _to: number, value: Decoration) => value.spec.id !== id;

/** Numbers for what is sent, one after another in each view. */
const counter = Facet.define<{ next: number }, { next: number }>({
  combine: ([first]) => first ?? { next: 1 },
});

/** Bytes of a file that go to the core at once. */
const part = 1024 * 1024;

/**
 * Store files, then link them at `pos` in one step of undo, also where another note is shown by then. One that fails
 * is told of, and nothing of it stays in the text.
 * @param pasted they come from the clipboard, and have no name of their own
 */
export async function putFiles(
  view: EditorView,
  files: readonly File[],
  pos: number,
  pasted: boolean,
): Promise<void> {
  const host = view.state.facet(editorHost);
  if (!host || view.state.readOnly) return;
  const numbers = view.state.facet(counter);
  const wanted = files.map((file) => ({ file, id: numbers.next++ }));
  const tell = (id: number, file: File, done: number, at: number | undefined) => {
    if (at !== undefined)
      textOf(view, host)?.dispatch({ effects: setSending.of({ id, name: file.name, done, pos: at }) });
  };
  for (const { file, id } of wanted) tell(id, file, 0, pos);
  const sent: Sent[] = [];
  for (const { file, id } of wanted) {
    const told = (done: number) => tell(id, file, done, placeOf(view, host, id));
    try {
      sent.push({ id, link: await sendFile(host, file, pasted, told) });
      told(1);
    } catch (error) {
      textOf(view, host)?.dispatch({ effects: endSending.of(id) });
      host.trouble(error);
    }
  }
  putLinks(view, host, sent);
}

/** What shows the text now, or holds it while nothing does; a cell that is no longer edited is nothing. */
function textOf(view: EditorView, { document }: EditorHost): TextView | undefined {
  if (view.dom.isConnected) return view;
  const { text } = document;
  if (!text || view.state.facet(cellText)) return undefined;
  return { state: text.state, dispatch: (spec) => text.edit(spec) };
}

function placeOf(view: EditorView, host: EditorHost, id: number): number | undefined {
  const state = textOf(view, host)?.state;
  let found: number | undefined;
  state?.field(sendingField, false)?.between(0, state.doc.length, (from, _to, value) => {
    if (value.spec.id === id) found = from;
  });
  return found;
}

/** Each in a line of its own, also after another link. */
function putLinks(view: EditorView, host: EditorHost, sent: readonly Sent[]): void {
  const text = textOf(view, host);
  const pos = sent[0] && placeOf(view, host, sent[0].id);
  if (!text || pos === undefined) return;
  const { state } = text;
  const lead = /[)\]]/.test(state.sliceDoc(Math.max(0, pos - 1), pos)) ? '\n' : '';
  const insert = lead + sent.map(({ link }) => link).join('\n');
  text.dispatch({
    changes: { from: pos, insert },
    effects: sent.map(({ id }) => endSending.of(id)),
    scrollIntoView: true,
    userEvent: 'input.paste',
    ...(state.selection.main.head === pos && { selection: { anchor: pos + insert.length } }),
  });
}

/** Store one file; large ones go in parts, so that it can be told how far they are. Returns the link to it. */
export async function sendFile(
  { client, document }: Pick<EditorHost, 'client' | 'document'>,
  file: File,
  pasted: boolean,
  told: (done: number) => void,
): Promise<string> {
  const about = { note: document.path, name: file.name, pasted };
  if (file.size <= part) {
    return (await client.call('attachment.create', { ...about, data: await base64(file) })).link;
  }
  const { upload } = await client.call('attachment.begin', { ...about, size: file.size });
  try {
    for (let at = 0; at < file.size; at += part) {
      const data = await base64(file.slice(at, at + part));
      await client.call('attachment.append', { upload, data });
      told(Math.min(1, (at + part) / file.size));
    }
    return (await client.call('attachment.finish', { upload })).link;
  } catch (error) {
    await client.call('attachment.drop', { upload }).catch(() => undefined);
    throw error;
  }
}

async function base64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(binary);
}

/** Let the person choose files, and put them in at the cursor. */
export function pickFiles(view: EditorView): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.addEventListener('change', () => {
    view.focus();
    void putFiles(view, [...(input.files ?? [])], view.state.selection.main.head, false);
  });
  input.click();
}

export function sendingFiles(): Extension {
  return [sendingField, counter.of({ next: 1 })];
}
