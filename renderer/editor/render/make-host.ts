import type { EditorView } from '@codemirror/view';
import { type EditorHost, editorHost } from '../host.ts';
import { drawNote } from './note-dom.ts';
import { renderCache } from './render-cache.ts';
import type { RenderHost } from './render-host.ts';

/** What the editor's host is to a text that is drawn; `resized` and `signal` come from where it is shown. */
export function renderHost(host: EditorHost, signal: AbortSignal, resized: () => void): RenderHost {
  return {
    client: host.client,
    cache: renderCache(host.client),
    source: host.document.path,
    t: host.t,
    openLink: (target, options) => host.openLink(target, options),
    openTag: (tag) => host.openTag(tag),
    attachmentUrl: (path) => host.attachmentUrl(path),
    remoteImages: host.remoteImages,
    strictLineBreaks: host.writing?.strictLineBreaks ?? false,
    drawNote,
    around: [`${host.document.path}#`],
    budget: { left: 60 },
    resized,
    signal,
  };
}

/** Undefined in a view that belongs to no window. */
export function renderHostOf(view: EditorView, signal: AbortSignal): RenderHost | undefined {
  const host = view.state.facet(editorHost);
  return host && renderHost(host, signal, () => view.requestMeasure());
}
