import { syntaxTree } from '@codemirror/language';
import type { EditorState, Extension } from '@codemirror/state';
import { type EditorView, type PluginValue, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import type { Span } from '../../shared/note/facts.ts';
import type { Where } from '../client/where.ts';
import { followFrom } from './follow.ts';
import { editorHost } from './host.ts';
import { type LinkSource, readLink } from './link-at.ts';
import { linkKeyOf } from './preview/links.ts';
import { knownLinks, linksKnown } from './preview/marks.ts';

/** Milliseconds between a change (of the view, of the vault; of the text) and the question where links lead. */
const settle = 80;
const typingSettle = 240;

/** Links in `ranges` that lead into the vault, each target once. */
export function vaultLinks(state: EditorState, ranges: readonly Span[]): LinkSource[] {
  const found = new Map<string, LinkSource>();
  for (const { from, to } of ranges) {
    syntaxTree(state).iterate({
      from,
      to,
      enter: ({ name, node }) => {
        if (!/^(?:WikiLink|WikiEmbed|Link|Image)$/.test(name)) return;
        const link = readLink(state, node);
        if (link && link.form !== 'external') found.set(linkKeyOf(link.form, link.target), link);
      },
    });
  }
  return [...found.values()];
}

/** Finds out which of the links in sight lead nowhere, and again whenever the vault changes. */
class LinkResolver implements PluginValue {
  private readonly view: EditorView;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private control: AbortController | undefined;
  private fresh = false;
  private stopListening: (() => void) | undefined;

  constructor(view: EditorView) {
    this.view = view;
    this.listen();
    this.askSoon();
  }

  update(update: ViewUpdate): void {
    if (update.state.facet(editorHost) !== update.startState.facet(editorHost)) this.listen();
    if (update.docChanged) this.askSoon(typingSettle);
    else if (update.viewportChanged || syntaxTree(update.state) !== syntaxTree(update.startState))
      this.askSoon();
  }

  destroy(): void {
    clearTimeout(this.timer);
    this.control?.abort();
    this.stopListening?.();
  }

  private listen(): void {
    this.stopListening?.();
    this.stopListening = this.view.state.facet(editorHost)?.client.on('vault.changed', () => {
      this.fresh = true;
      this.askSoon();
    });
    this.fresh = true;
    this.askSoon();
  }

  private askSoon(delay = settle): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.ask(), delay);
  }

  private async ask(): Promise<void> {
    const { state, visibleRanges } = this.view;
    const host = state.facet(editorHost);
    if (!host) return;
    const known = state.field(knownLinks);
    const links = vaultLinks(state, visibleRanges).filter(
      (link) => link.form !== 'external' && (this.fresh || !known.has(linkKeyOf(link.form, link.target))),
    );
    const targets = links.flatMap(({ form, target }) =>
      form === 'external' ? [] : [{ target, kind: form }],
    );
    if (targets.length === 0) return;
    this.control?.abort();
    const control = new AbortController();
    this.control = control;
    const renewed = this.fresh;
    try {
      const { signal } = control;
      const source = host.document.path;
      const paths = await host.client.call('link.resolveAll', { source, targets }, { signal });
      if (signal.aborted) return;
      if (renewed) this.fresh = false;
      const next = new Map(renewed ? [] : this.view.state.field(knownLinks));
      for (const [index, { kind, target }] of targets.entries()) {
        next.set(linkKeyOf(kind, target), paths[index] ?? null);
      }
      this.view.dispatch({ effects: linksKnown.of(next) });
    } catch {
      // Nothing is marked as unresolved that could not be asked about; the next change asks again.
    }
  }
}

export function linkResolution(): Extension {
  return ViewPlugin.fromClass(LinkResolver);
}

/** Find out where a link leads and ask the window to go there. */
export async function followLink(view: EditorView, link: LinkSource, where: Where): Promise<void> {
  const host = view.state.facet(editorHost);
  if (host) await followFrom({ ...host, source: host.document.path }, link, where);
}
