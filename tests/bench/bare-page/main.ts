/** The yardstick: CodeMirror with its own Markdown and nothing else. */
import { defaultKeymap, history } from '@codemirror/commands';
import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { defaultHighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { languages } from '@codemirror/language-data';
import { drawSelection, EditorView, keymap } from '@codemirror/view';

declare global {
  interface Window {
    show(text: string): void;
  }
}

let view: EditorView | undefined;

window.show = (text) => {
  view?.destroy();
  view = new EditorView({
    doc: text,
    parent: document.querySelector('#page') ?? document.body,
    extensions: [
      history(),
      drawSelection(),
      EditorView.lineWrapping,
      markdown({ base: markdownLanguage, codeLanguages: languages }),
      syntaxHighlighting(defaultHighlightStyle),
      keymap.of(defaultKeymap),
    ],
  });
};
