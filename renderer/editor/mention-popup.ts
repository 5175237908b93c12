import { type Extension, Prec, StateEffect, StateField } from '@codemirror/state';
import { EditorView, keymap, showTooltip, type Tooltip } from '@codemirror/view';
import { type Where, whereOf } from '../client/where.ts';
import { fileOffset } from './document/line-endings.ts';
import { editorHost, hostWords } from './host.ts';
import { type Mention, mentionAt } from './mentions.ts';
import { popup } from './popup.ts';

const showMention = StateEffect.define<Mention | undefined>();

const shownMention = StateField.define<Mention | undefined>({
  create: () => undefined,
  update(shown, tr) {
    const asked = tr.effects.findLast((effect) => effect.is(showMention));
    if (asked) return asked.value;
    return tr.docChanged || tr.selection || tr.reconfigured ? undefined : shown;
  },
  provide: (field) => showTooltip.from(field, (mention) => (mention ? mentionTooltip(mention) : null)),
});

function mentionTooltip(mention: Mention): Tooltip {
  return {
    pos: mention.from,
    end: mention.to,
    above: true,
    create: (view) => ({ dom: mentionDom(view, mention) }),
  };
}

function mentionDom(view: EditorView, mention: Mention): HTMLElement {
  const host = view.state.facet(editorHost);
  const t = hostWords(host);
  const actions = [
    {
      label: t('editor.open'),
      act: (event: MouseEvent) => {
        close(view);
        openMention(view, mention, whereOf(event));
      },
    },
  ];
  const link = () => {
    close(view);
    void linkMention(view, mention);
  };
  if (!view.state.readOnly && host?.mode !== 'reading') actions.push({ label: t('editor.link'), act: link });
  const dom = popup(mention.name, actions, 'topic');
  dom.setAttribute('role', 'dialog');
  dom.setAttribute('aria-label', t('editor.mentionOf', { name: mention.name }));
  return dom;
}

function close(view: EditorView): boolean {
  if (!view.state.field(shownMention)) return false;
  view.dispatch({ effects: showMention.of(undefined) });
  return true;
}

function openMention(view: EditorView, { target, name }: Mention, where: Where): void {
  const host = view.state.facet(editorHost);
  const place = { kind: 'note', form: 'wiki', path: target, line: undefined, target: name } as const;
  host?.openLink({ ...place, source: host.document.path }, { ...where, create: false });
}

/**
 * Turn one mention into a link. The core says what the line becomes; the change is one of this document, so that
 * it can be taken back like any other.
 */
export async function linkMention(view: EditorView, mention: Mention): Promise<void> {
  const host = view.state.facet(editorHost);
  if (!host || !(await host.document.flush())) return;
  const { state } = view;
  const source = host.document.path;
  const place = { source, from: fileOffset(state, mention.from), to: fileOffset(state, mention.to) };
  const request = { target: mention.target, places: [place] };
  const { edits } = await host.client.call('mention.link', { ...request, dryRun: true });
  const edit = edits.find((candidate) => candidate.path === source);
  if (!edit || view.state.doc !== state.doc || edit.line > state.doc.lines) return;
  const line = state.doc.line(edit.line);
  const insert = linkText(line.text, edit.after, mention.from - line.from, mention.to - line.from);
  if (insert === undefined) await host.client.call('mention.link', request);
  else view.dispatch({ changes: { from: mention.from, to: mention.to, insert }, userEvent: 'input.link' });
}

/** What stands in `after` where `[from, to)` stood in `before`; undefined where more than that differs. */
export function linkText(before: string, after: string, from: number, to: number): string | undefined {
  const head = before.slice(0, from);
  const tail = before.slice(to);
  const fits = after.startsWith(head) && after.endsWith(tail) && after.length > before.length;
  return fits ? after.slice(head.length, after.length - tail.length) : undefined;
}

export function mentionPopup(): Extension {
  return [
    shownMention,
    Prec.high(keymap.of([{ key: 'Escape', run: close }])),
    EditorView.domEventHandlers({
      click(event, view) {
        const { target } = event;
        if (!(target instanceof Element) || !target.closest('.note-mention')) return false;
        const pos = view.posAtCoords({ x: event.clientX, y: event.clientY });
        const mention = pos === null ? undefined : mentionAt(view, pos);
        if (!mention || !view.state.selection.main.empty) return false;
        if (event.ctrlKey || event.metaKey) openMention(view, mention, whereOf(event));
        else view.dispatch({ effects: showMention.of(mention) });
        return false;
      },
    }),
  ];
}
