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
import { type EditorHost, editorHost, hostWords } from './host.ts';
import { type LinkSource, linkAt } from './link-at.ts';
import { button, element } from './render/dom.ts';
import { renderHostOf } from './render/make-host.ts';
import { drawNoteEmbed } from './render/note-embed-dom.ts';

/** Milliseconds that the pointer rests on a link before what it leads to is shown. */
const rest = 450;

interface Preview {
  tooltip: Tooltip;
  /** What it shows is being edited: it stays while the texts change. */
  edit: boolean;
}

const showPreview = StateEffect.define<Preview | undefined>();

/** What is shown of a link by key, or edited. */
const shownPreview = StateField.define<Preview | undefined>({
  create: () => undefined,
  update(shown, tr) {
    const asked = tr.effects.findLast((effect) => effect.is(showPreview));
    if (asked) return asked.value;
    if (!shown || tr.selection || tr.reconfigured || (tr.docChanged && !shown.edit)) return undefined;
    if (!tr.docChanged) return shown;
    const { pos, end = pos } = shown.tooltip;
    const moved = { pos: tr.changes.mapPos(pos), end: tr.changes.mapPos(end) };
    return { ...shown, tooltip: { ...shown.tooltip, ...moved } };
  },
  provide: (field) => showTooltip.from(field, (shown) => shown?.tooltip ?? null),
});

/** A link into the vault; one that is drawn where it stands needs no preview. */
function noteLinkAt(state: EditorState, pos: number): LinkSource | undefined {
  const link = linkAt(state, pos);
  return link && link.form !== 'external' && !link.embed ? link : undefined;
}

function previewTooltip(link: LinkSource, edit = false): Tooltip {
  return {
    pos: link.from,
    end: link.to,
    above: false,
    create(view) {
      const shown = new AbortController();
      return { dom: previewDom(view, link, edit, shown.signal), destroy: () => shown.abort() };
    },
  };
}

function previewDom(view: EditorView, link: LinkSource, edit: boolean, signal: AbortSignal): HTMLElement {
  const host = view.state.facet(editorHost);
  const t = hostWords(host);
  const dom = element('div', 'note-preview');
  dom.tabIndex = -1;
  dom.dataset.edit = String(edit);
  dom.setAttribute('role', 'dialog');
  dom.setAttribute('aria-label', t('editor.preview', { name: link.target }));
  dom.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (event.key === 'Escape') leave(view);
    else if (event.key === 'Enter' && event.target === dom) editPreview(view, link);
    else return;
    event.preventDefault();
  });
  if (edit) {
    const title = element(
      'span',
      'note-preview-title',
      link.target
        .split(/#\^?|\^/)
        .filter(Boolean)
        .join(' › '),
    );
    const done = button(t('editor.previewDone'), 'note-inline-button', () => leave(view));
    dom.append(element('div', 'note-preview-bar', title, done));
    if (host) void editTarget(host, link, dom, signal);
    return dom;
  }
  const drawn = renderHostOf(view, signal);
  if (!drawn) return dom;
  dom.append(drawNoteEmbed(link, drawn));
  if (host?.editNote && host.mode !== 'reading') {
    dom.append(button(t('editor.previewEdit'), 'note-inline-button', () => editPreview(view, link)));
    dom.addEventListener('click', (event) => {
      if (isText(event.target)) editPreview(view, link);
    });
  }
  return dom;
}

/** Words that are there to be read: a click on them is meant for nothing else, and selects nothing. */
function isText(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('.note-drawn') !== null &&
    !target.closest('a, button, input, summary, audio, video, [tabindex]:not(.note-preview)') &&
    getSelection()?.isCollapsed !== false
  );
}

async function editTarget(
  host: EditorHost,
  link: LinkSource,
  box: HTMLElement,
  signal: AbortSignal,
): Promise<void> {
  if (link.form === 'external') return;
  const source = host.document.path;
  try {
    const { kind, path, line } = await host.client.call('link.resolve', {
      source,
      target: link.target,
      kind: link.form,
    });
    if (kind === 'note' && path && !signal.aborted)
      await host.editNote?.(path, line ?? undefined, box, signal);
  } catch (error) {
    host.trouble(error);
  }
}

/** Edit what a link leads to where its preview stands. */
function editPreview(view: EditorView, link: LinkSource): void {
  const shown = { tooltip: previewTooltip(link, true), edit: true };
  view.dispatch({ effects: [closeHoverTooltips, showPreview.of(shown)] });
}

function leave(view: EditorView): void {
  closePreview(view);
  view.focus();
}

function closePreview(view: EditorView): boolean {
  const byKey = view.state.field(shownPreview) !== undefined;
  if (!byKey && !hasHoverTooltips(view.state)) return false;
  view.dispatch({ effects: [closeHoverTooltips, showPreview.of(undefined)] });
  return true;
}

/** Show what the link at the cursor leads to, and take the focus there; Enter edits it, Escape gives the focus back. */
export function previewLink(view: EditorView): boolean {
  const link = noteLinkAt(view.state, view.state.selection.main.head);
  if (!link) return false;
  view.dispatch({ effects: showPreview.of({ tooltip: previewTooltip(link), edit: false }) });
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
        const edited = view.state.field(shownPreview)?.edit;
        return link && !edited && isShown(view, pos) ? previewTooltip(link) : null;
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
