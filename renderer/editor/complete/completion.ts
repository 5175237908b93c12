import { acceptCompletion, autocompletion } from '@codemirror/autocomplete';
import { type Extension, Prec } from '@codemirror/state';
import { keymap } from '@codemirror/view';
import { completeEmoji } from './emoji.ts';
import { completeFence } from './fence.ts';
import { cellText, completeLink } from './links.ts';
import { completeProperty } from './properties.ts';
import { completeSlash } from './slash.ts';
import { completeTag } from './tags.ts';

const inNote = [completeLink, completeTag, completeSlash, completeFence, completeEmoji, completeProperty];
const inCell = [completeLink, completeTag, completeEmoji];

/**
 * Suggestions while one writes. While an input method composes nothing opens, and its keys are its own.
 * @param place the text of a note, or that of one cell of a table, which holds no blocks
 */
export function noteCompletion(place: 'note' | 'cell' = 'note'): Extension {
  return [
    cellText.of(place === 'cell'),
    autocompletion({
      override: place === 'note' ? inNote : inCell,
      icons: false,
      closeOnBlur: true,
      interactionDelay: 0,
      tooltipClass: () => 'note-completion',
      optionClass: (completion) => `note-completion-${completion.type ?? 'note'}`,
    }),
    Prec.highest(keymap.of([{ key: 'Tab', run: acceptCompletion }])),
  ];
}
