/** Vim's keys, in a part of the app that is loaded where somebody wants them. */
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { isComposing } from '../composition.ts';
import { editorHost } from '../host.ts';

/** Load them; `:w` saves. */
export async function loadVim(): Promise<Extension> {
  const { Vim, vim } = await import('@replit/codemirror-vim');
  Vim.defineEx('write', 'w', ({ cm6 }: { cm6?: EditorView }) => {
    void cm6?.state.facet(editorHost)?.document.flush();
  });
  return [
    // Keys of an input method are its own: Escape gives up its candidates, not the mode.
    EditorView.domEventHandlers({
      keydown: (event, view) => event.keyCode === 229 || event.isComposing || isComposing(view),
    }),
    vim({ status: true }),
  ];
}
