/** The menu of the text: of a link, an image, or what is selected; by the right button, the menu key or Shift+F10. */
import { selectAll } from '@codemirror/commands';
import type { Extension } from '@codemirror/state';
import { type EditorView, keymap, type PluginValue, ViewPlugin } from '@codemirror/view';
import { findTarget } from './follow.ts';
import { type EditorHost, editorHost, type MenuEntry } from './host.ts';
import { type LinkSource, linkAt } from './link-at.ts';

type Link = Pick<LinkSource, 'form' | 'target'> & { source?: string };

/** The link or image that an element shows. */
export function linkOf(target: EventTarget | null, view: EditorView): Link | undefined {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-form], .note-link') : null;
  if (!element || !view.dom.contains(element)) return undefined;
  const { form, target: to, source } = element.dataset;
  if (form === 'wiki' || form === 'markdown' || form === 'external')
    return { form, target: to ?? '', ...(source !== undefined && { source }) };
  const at = view.posAtDOM(element);
  return linkAt(view.state, at) ?? linkAt(view.state, at + 1);
}

async function openMenu(
  view: EditorView,
  link: Link | undefined,
  place: { x: number; y: number },
): Promise<void> {
  const host = view.state.facet(editorHost);
  if (!host?.openMenu) return;
  const source = link?.source ?? host.document.path;
  const target = link && (await findTarget({ client: host.client, source }, link).catch(host.trouble));
  const ofLink = (target && host.linkEntries?.(target)) ?? [];
  const between = ofLink.length > 0 ? ['line' as const] : [];
  host.openMenu(place, [...ofLink, ...between, ...textEntries(view, host)]);
}

function textEntries(view: EditorView, host: EditorHost): MenuEntry[] {
  const { readOnly, selection } = view.state;
  const none = selection.ranges.every((range) => range.empty);
  const entry = (action: 'cut' | 'copy' | 'paste' | 'pasteAsText', disabled: boolean): MenuEntry => ({
    label: host.t(`menu.${action}`),
    disabled,
    run: () => host.edit?.(view.contentDOM, action),
  });
  const all = () => {
    view.focus();
    selectAll(view);
  };
  const misspelt: MenuEntry[] =
    host.writing?.spellcheck && !readOnly
      ? [
          'line',
          { label: host.t('menu.spelling'), hint: host.t('menu.spellingKey'), disabled: true, run() {} },
        ]
      : [];
  return [
    entry('cut', none || readOnly),
    entry('copy', none),
    entry('paste', readOnly),
    entry('pasteAsText', readOnly),
    'line',
    { label: host.t('menu.selectAll'), run: all },
    ...misspelt,
  ];
}

/** At the cursor. */
function openByKey(view: EditorView): boolean {
  const { head } = view.state.selection.main;
  const box = view.coordsAtPos(head);
  if (!box) return false;
  void openMenu(view, linkAt(view.state, head), { x: box.left, y: box.bottom + 4 });
  return true;
}

function onContextMenu(event: MouseEvent, view: EditorView): void {
  // Something in the text has a menu of its own; with Shift, the browser's own is wanted.
  if (event.defaultPrevented || (event.button === 2 && event.shiftKey)) return;
  const { target, button, clientX, clientY } = event;
  // What belongs to a smaller text, or is a field in this one, is not this text's.
  if (!(target instanceof Element) || target.closest('.cm-content') !== view.contentDOM) return;
  if (target.closest('input, textarea')) return;
  event.preventDefault();
  const link = linkOf(target, view);
  if (button === 2) void openMenu(view, link, { x: clientX, y: clientY });
  else if (link && target !== view.contentDOM) void openMenu(view, link, below(target));
  else openByKey(view);
}

function below(element: Element): { x: number; y: number } {
  const { left, bottom } = element.getBoundingClientRect();
  return { x: left, y: bottom + 4 };
}

/** The right button leaves the cursor where it is on a link or an image, whose source would be shown otherwise. */
function onPress(event: MouseEvent, view: EditorView): void {
  if (event.button !== 2 || !linkOf(event.target, view)) return;
  event.preventDefault();
  event.stopPropagation();
}

/** Of the whole view: what is drawn in place of text keeps its events from the text's own handlers. */
class Listening implements PluginValue {
  private readonly control = new AbortController();

  constructor(view: EditorView) {
    const { signal } = this.control;
    view.dom.addEventListener('contextmenu', (event) => onContextMenu(event, view), { signal });
    view.dom.addEventListener('mousedown', (event) => onPress(event, view), { signal, capture: true });
  }

  destroy(): void {
    this.control.abort();
  }
}

export function textMenu(): Extension {
  return [
    ViewPlugin.fromClass(Listening),
    keymap.of([
      { key: 'ContextMenu', run: openByKey },
      { key: 'Shift-F10', run: openByKey },
    ]),
  ];
}
