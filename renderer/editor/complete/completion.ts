import {
  acceptCompletion,
  autocompletion,
  closeCompletion,
  completionStatus,
  currentCompletions,
} from '@codemirror/autocomplete';
import { type Extension, Prec } from '@codemirror/state';
import { type EditorView, keymap } from '@codemirror/view';
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
    // Before the keys that come with the suggestions.
    Prec.highest(
      keymap.of([
        { key: 'Tab', run: acceptCompletion },
        { key: 'Escape', run: stopLooking },
      ]),
    ),
    autocompletion({
      override: place === 'note' ? inNote : inCell,
      icons: false,
      closeOnBlur: true,
      interactionDelay: 0,
      tooltipClass: () => 'note-completion',
      optionClass: (completion) => `note-completion-${completion.type ?? 'note'}`,
    }),
  ];
}

/** Escape closes suggestions that are there; while they are only looked for, it is meant for something else. */
function stopLooking(view: EditorView): boolean {
  const { state } = view;
  if (completionStatus(state) !== null && currentCompletions(state).length === 0) closeCompletion(view);
  return false;
}
