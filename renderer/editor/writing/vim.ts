/** Vim's keys, in a part of the app that is loaded where somebody wants them. */
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type { Vim as VimKeys } from '@replit/codemirror-vim';
import { isComposing } from '../composition.ts';
import { editorHost } from '../host.ts';
import { vimInput } from './vim-input.ts';

type Keys = typeof VimKeys;

/** Load them; `:w` saves, `:q` closes the note. */
export async function loadVim(): Promise<Extension> {
  const { Vim, getCM, vim } = await import('@replit/codemirror-vim');
  defineCommands(Vim);
  return [
    // Keys of an input method are its own: Escape gives up its candidates, not the mode.
    EditorView.domEventHandlers({
      keydown: (event, view) => event.keyCode === 229 || event.isComposing || isComposing(view),
    }),
    vimInput(Vim, getCM),
    vim({ status: true }),
  ];
}

/** Notes save themselves: with or without `!`, nothing is lost by leaving one. */
function defineCommands(Vim: Keys): void {
  const define = (name: string, short: string, act: (view: EditorView) => void) =>
    Vim.defineEx(name, short, ({ cm6 }: { cm6?: EditorView }) => cm6 && act(cm6));
  const save = (view: EditorView) => void view.state.facet(editorHost)?.document.flush();
  const close = (view: EditorView) => void view.state.facet(editorHost)?.close?.();
  define('write', 'w', save);
  define('quit', 'q', close);
  for (const [name, short] of [
    ['wq', 'wq'],
    ['xit', 'x'],
  ] as const) {
    define(name, short, (view) => {
      save(view);
      close(view);
    });
  }
}
