/** What a link leads to, shown beside it: under the pointer after a moment, or by key for the link at the cursor. */
import { type EditorState, type Extension, Prec, StateEffect, StateField } from '@codemirror/state';
import {
  closeHoverTooltips,
  type EditorView,
  hasHoverTooltips,
  hoverTooltip,
  keymap,
  showTooltip,
  type Tooltip,
} from '@codemirror/view';
import { editorHost, hostWords } from './host.ts';
import { type LinkSource, linkAt } from './link-at.ts';
import { renderHostOf } from './render/make-host.ts';
import { drawNoteEmbed } from './render/note-embed-dom.ts';

/** Milliseconds that the pointer rests on a link before what it leads to is shown. */
const rest = 450;

const showPreview = StateEffect.define<number | undefined>();

/** Where the link stands whose target is shown by key. */
const shownPreview = StateField.define<number | undefined>({
  create: () => undefined,
  update(shown, tr) {
    const asked = tr.effects.findLast((effect) => effect.is(showPreview));
    if (asked) return asked.value;
    return tr.docChanged || tr.selection || tr.reconfigured ? undefined : shown;
  },
  provide: (field) =>
    showTooltip.compute([field], (state) => {
      const pos = state.field(field);
      const link = pos === undefined ? undefined : noteLinkAt(state, pos);
      return link ? previewTooltip(link) : null;
    }),
});

/** A link into the vault; one that is drawn where it stands needs no preview. */
function noteLinkAt(state: EditorState, pos: number): LinkSource | undefined {
  const link = linkAt(state, pos);
  return link && link.form !== 'external' && !link.embed ? link : undefined;
}

function previewTooltip(link: LinkSource): Tooltip {
  return {
    pos: link.from,
    end: link.to,
    above: false,
    create(view) {
      const shown = new AbortController();
      return { dom: previewDom(view, link, shown.signal), destroy: () => shown.abort() };
    },
  };
}

function previewDom(view: EditorView, { form, target }: LinkSource, signal: AbortSignal): HTMLElement {
  const dom = document.createElement('div');
  dom.className = 'note-preview';
  dom.tabIndex = -1;
  dom.setAttribute('role', 'dialog');
  dom.setAttribute('aria-label', hostWords(view.state.facet(editorHost))('editor.preview', { name: target }));
  dom.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    closePreview(view);
    view.focus();
  });
  const host = renderHostOf(view, signal);
  if (host) dom.append(drawNoteEmbed({ form, target }, host));
  return dom;
}

function closePreview(view: EditorView): boolean {
  const byKey = view.state.field(shownPreview) !== undefined;
  if (!byKey && !hasHoverTooltips(view.state)) return false;
  view.dispatch({ effects: [closeHoverTooltips, showPreview.of(undefined)] });
  return true;
}

/** Show what the link at the cursor leads to, and take the focus there; Escape gives it back. */
export function previewLink(view: EditorView): boolean {
  const { head } = view.state.selection.main;
  if (!noteLinkAt(view.state, head)) return false;
  view.dispatch({ effects: showPreview.of(head) });
  requestAnimationFrame(() => {
    const dom = view.dom.querySelector<HTMLElement>('.note-preview');
    dom?.focus();
  });
  return true;
}

export function linkPreview(): Extension {
  return [
    shownPreview,
    hoverTooltip(
      (view, pos) => {
        const link = noteLinkAt(view.state, pos);
        return link && isShown(view, pos) ? previewTooltip(link) : null;
      },
      { hoverTime: rest, hideOnChange: true },
    ),
    Prec.high(keymap.of([{ key: 'Escape', run: closePreview }])),
  ];
}

/** The pointer is on the words of a link, and not where a line of it ends. */
function isShown(view: EditorView, pos: number): boolean {
  const { node } = view.domAtPos(pos);
  const element = node instanceof Element ? node : node.parentElement;
  return element?.closest('.note-link') !== null || element?.querySelector('.note-link:hover') !== null;
}
