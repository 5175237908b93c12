/** What an input method writes while vim's keys are in use. */
import { type Extension, Prec, type Text, Transaction } from '@codemirror/state';
import { EditorView, type PluginValue, ViewPlugin } from '@codemirror/view';
import type { getCM as GetCM, Vim as VimKeys } from '@replit/codemirror-vim';
import { isComposing } from '../composition.ts';
import { changesBetween } from '../document/text-changes.ts';

type Keys = typeof VimKeys;
type Changes = ReturnType<typeof notes>['changes'];

/** Longer than the view takes to read the last change of a composition out of the page. */
const settle = 60;

const marks = '。、“”‘’《》【】「」￥·—…';
const keys = `./""''<>[]{}$\`_^`;

/** The key that a mark of a Chinese input method stands on. */
export function keyOf(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCodePoint(code - 0xfee0);
  return keys[marks.indexOf(char)] ?? char;
}

/**
 * A command takes what is composed as one character (`f` and 集); outside of insert mode nothing else of an input
 * method reaches the text, and its marks count as the keys that they stand on. `.` repeats what was committed, not the
 * letters on the way to it.
 */
export function vimInput(Vim: Keys, getCM: typeof GetCM): Extension {
  class Input implements PluginValue {
    private readonly view: EditorView;
    /** The text before a character was composed for a command that waits for one. */
    private awaited: Text | undefined;
    /** What insert mode had noted for `.` before the composition. */
    private noted: Changes | undefined;
    private committed: string | undefined;
    private timer: ReturnType<typeof setTimeout> | undefined;

    constructor(view: EditorView) {
      this.view = view;
    }

    begin(): void {
      this.finish();
      const vim = getCM(this.view)?.state.vim;
      if (vim?.insertMode) this.noted = notes(Vim).maybeReset ? [] : [...notes(Vim).changes];
      else if (vim?.expectLiteralNext) this.awaited = this.view.state.doc;
    }

    end(text: string): void {
      this.committed = text;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.finish(), settle);
    }

    /** Put right what the steps of the last composition left; before the next key, at the latest. */
    finish(): void {
      clearTimeout(this.timer);
      const { view, awaited, noted, committed } = this;
      if (committed === undefined) return;
      this.awaited = this.noted = this.committed = undefined;
      if (noted) notes(Vim).changes = committed === '' ? noted : [...noted, committed];
      if (!awaited) return;
      const changes = changesBetween(view.state.doc.toString(), awaited.toString());
      view.dispatch({ changes, annotations: Transaction.addToHistory.of(false) });
      const cm = getCM(view);
      if (cm && committed !== '') Vim.handleKey(cm, [...committed][0] ?? '', 'user');
    }

    /** Whether the text was taken for keys, or goes nowhere. */
    takes(text: string, insert: () => Transaction): boolean {
      const { view } = this;
      const cm = getCM(view);
      const vim = cm?.state.vim;
      if (!cm || !vim || vim.insertMode || cm.curOp?.isVimOp) return false;
      if (this.awaited) {
        const { changes, selection } = insert();
        const annotations = Transaction.addToHistory.of(false);
        view.dispatch({ changes, selection, annotations, userEvent: 'input.type.compose' });
        return true;
      }
      // The first letter of a composition is a key: vim takes it, and ends the composition.
      if (isComposing(view)) return text.length > 1;
      for (const char of text) {
        Vim.handleKey(cm, cm.state.vim?.expectLiteralNext ? char : keyOf(char), 'user');
      }
      return true;
    }

    destroy(): void {
      clearTimeout(this.timer);
    }
  }
  const plugin = ViewPlugin.fromClass(Input, {
    eventObservers: {
      compositionstart() {
        this.begin();
      },
      compositionend(event) {
        this.end(event.data);
      },
      keydown(_event, view) {
        if (!isComposing(view)) this.finish();
      },
    },
  });
  const takes = EditorView.inputHandler.of(
    (view, _from, _to, text, insert) => view.plugin(plugin)?.takes(text, insert) ?? false,
  );
  return [plugin, Prec.highest(takes)];
}

const notes = (Vim: Keys) => Vim.getVimGlobalState_().macroModeState.lastInsertModeChanges;
