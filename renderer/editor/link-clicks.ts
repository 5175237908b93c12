import { type EditorSelection, type Extension, Prec } from '@codemirror/state';
import { EditorView, keymap, type PluginValue, ViewPlugin } from '@codemirror/view';
import { type Where, whereOf } from '../client/where.ts';
import { editorHost } from './host.ts';
import { type LinkSource, linkAt } from './link-at.ts';
import { followLink } from './links.ts';

/** Pixels a pointer may move between down and up and still have clicked. */
const slack = 4;

interface Press {
  x: number;
  y: number;
  link: LinkSource;
  where: Where;
  /** Where the cursor was: it goes back there, since the click was not meant for it. */
  before: EditorSelection;
}

/** Follows links on a click; in source, or where a link shows its source, on Ctrl or Cmd and click. */
class LinkClicks implements PluginValue {
  private press: Press | undefined;

  /** True where the click is the link's alone, and must not move the cursor. */
  pressed(event: MouseEvent, view: EditorView): boolean {
    this.press = undefined;
    const where = whereOf(event);
    const elsewhere = isElsewhere(where);
    if (event.button > 1 || event.shiftKey || (event.altKey && !elsewhere)) return false;
    if (openTag(event, view)) return true;
    const link = linkUnder(event, view);
    if (!link) return false;
    if (!elsewhere && showsSource(view, link)) return false;
    this.press = { x: event.clientX, y: event.clientY, link, where, before: view.state.selection };
    if (elsewhere) event.preventDefault();
    return elsewhere;
  }

  released(event: MouseEvent, view: EditorView): boolean {
    const { press } = this;
    this.press = undefined;
    if (!press || Math.hypot(event.clientX - press.x, event.clientY - press.y) > slack) return false;
    event.preventDefault();
    if (
      !isElsewhere(press.where) &&
      press.before.ranges.every((range) => range.to <= view.state.doc.length)
    ) {
      view.dispatch({ selection: press.before });
    }
    const source = view.state.facet(editorHost)?.mode === 'source';
    void followLink(view, press.link, source && press.where.newTab ? {} : press.where);
    return true;
  }
}

const isElsewhere = ({ newTab, beside }: Where) => newTab === true || beside === true;

function linkUnder(event: MouseEvent, view: EditorView): LinkSource | undefined {
  const target = event.target instanceof Element ? event.target.closest('.note-link') : null;
  if (!target || target.classList.contains('note-image-source')) return undefined;
  return linkAt(view.state, view.posAtDOM(target)) ?? linkAt(view.state, view.posAtDOM(target) + 1);
}

/** A tag is followed on Ctrl or Cmd and click, where the text is only read on a click. */
function openTag(event: MouseEvent, view: EditorView): boolean {
  const host = view.state.facet(editorHost);
  const plain = !event.ctrlKey && !event.metaKey;
  if (!host || event.button !== 0 || (plain && host.mode !== 'reading')) return false;
  const element = event.target instanceof Element ? event.target.closest('.note-tag') : null;
  const tag = element?.getAttribute('data-tag');
  if (!tag) return false;
  event.preventDefault();
  host.openTag(tag);
  return true;
}

function showsSource(view: EditorView, link: LinkSource): boolean {
  const mode = view.state.facet(editorHost)?.mode;
  if (mode === 'source') return true;
  if (mode === 'reading' || !view.hasFocus) return false;
  return view.state.selection.ranges.some(({ from, to }) => from <= link.to && to >= link.from);
}

const clicks = ViewPlugin.fromClass(LinkClicks);

function followAtCursor(where: Where) {
  return (view: EditorView): boolean => {
    const link = linkAt(view.state, view.state.selection.main.head);
    if (link) void followLink(view, link, where);
    return link !== undefined;
  };
}

export function linkClicks(): Extension {
  const released = (event: MouseEvent, view: EditorView) =>
    view.plugin(clicks)?.released(event, view) ?? false;
  return [
    clicks,
    Prec.highest(
      EditorView.domEventHandlers({
        mousedown: (event, view) => view.plugin(clicks)?.pressed(event, view) ?? false,
        click: released,
        auxclick: released,
      }),
    ),
    keymap.of([
      { key: 'Alt-Enter', run: followAtCursor({}) },
      { key: 'Mod-Alt-Enter', run: followAtCursor({ beside: true }) },
    ]),
  ];
}
