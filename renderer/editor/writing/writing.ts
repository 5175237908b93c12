import { indentUnit } from '@codemirror/language';
import { EditorState, type Extension, Prec } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { focusedParagraph } from './focus.ts';
import { typewriter } from './typewriter.ts';
import type { WritingSettings } from './writing-settings.ts';

/** @param vim what makes the editor vim's; it comes in a part of its own, after the first look */
export function writing(
  settings: WritingSettings,
  mode: 'live' | 'source' | 'reading',
  vim: Extension | undefined,
): Extension {
  const { focus, spellcheck, tabSize, useTab } = settings;
  const written = mode !== 'reading';
  return [
    settings.vim && vim && written ? Prec.highest(vim) : [],
    settings.lineNumbers && mode === 'source' ? lineNumbers() : [],
    focus && written ? focusedParagraph() : [],
    settings.typewriter && written ? typewriter() : [],
    EditorView.contentAttributes.of({ spellcheck: String(spellcheck) }),
    EditorState.tabSize.of(tabSize),
    indentUnit.of(useTab ? '\t' : ' '.repeat(tabSize)),
  ];
}
