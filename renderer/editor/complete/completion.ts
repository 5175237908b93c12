import {
  acceptCompletion,
  autocompletion,
  type CompletionSource,
  closeCompletion,
  completionStatus,
  currentCompletions,
} from '@codemirror/autocomplete';
import { type Extension, Prec } from '@codemirror/state';
import { type EditorView, keymap } from '@codemirror/view';
import { acceptingSoon, acceptSoon } from './accept-soon.ts';
import { completeEmoji } from './emoji.ts';
import { completeFence } from './fence.ts';
import { cellText, completeLink } from './links.ts';
import { completeProperty } from './properties.ts';
import { completeSlash } from './slash.ts';
import { completeTag } from './tags.ts';

/**
 * Of a source that finds nothing CodeMirror thinks that it is still looking, where one typed on meanwhile, and asks it
 * no more. With an empty answer it is asked again.
 */
function askedAgain(source: CompletionSource): CompletionSource {
  return async (context) => {
    const found = await source(context);
    const typedOn = context.view !== undefined && context.view.state.doc !== context.state.doc;
    return found ?? (typedOn ? { from: context.pos, options: [] } : null);
  };
}

const inNote = [completeLink, completeTag, completeSlash, completeFence, completeEmoji, completeProperty].map(
  askedAgain,
);
const inCell = [completeLink, completeTag, completeEmoji].map(askedAgain);

/**
 * Suggestions while one writes. While an input method composes nothing opens, and its keys are its own.
 * @param place the text of a note, or that of one cell of a table, which holds no blocks
 */
export function noteCompletion(place: 'note' | 'cell' = 'note'): Extension {
  return [
    cellText.of(place === 'cell'),
    acceptingSoon(),
    // Before the keys that come with the suggestions.
    Prec.highest(
      keymap.of([
        { key: 'Tab', run: (view) => acceptCompletion(view) || acceptSoon('Tab')(view) },
        { key: 'Enter', run: acceptSoon('Enter') },
        { key: 'ArrowDown', run: acceptSoon('ArrowDown') },
        { key: 'ArrowUp', run: acceptSoon('ArrowUp') },
        { key: 'Escape', run: stopLooking },
      ]),
    ),
    autocompletion({
      override: place === 'note' ? inNote : inCell,
      icons: false,
      closeOnBlur: true,
      interactionDelay: 0,
      // Sooner than CodeMirror does, and still not between the keys of who types without a pause.
      activateOnTypingDelay: 50,
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
