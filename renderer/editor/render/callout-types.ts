import type { Translate } from '../messages.ts';

/** How a callout looks by its type. Colours are those of state: see `note-text.css`. */
export interface CalloutLook {
  /** The type that its name and icon are of; `note` for one that is not known. */
  type: CalloutType;
  color: 'info' | 'good' | 'warn' | 'bad' | 'plain';
  /** Outlines for `icon`. */
  icon: readonly string[];
}

export type CalloutType =
  | 'note'
  | 'abstract'
  | 'info'
  | 'todo'
  | 'tip'
  | 'success'
  | 'question'
  | 'warning'
  | 'failure'
  | 'danger'
  | 'bug'
  | 'example'
  | 'quote';

const circle = 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0 -18 0';

const looks: Record<CalloutType, Omit<CalloutLook, 'type'>> = {
  note: { color: 'info', icon: ['M4 20l1-5L16 4l4 4L9 19z', 'M13.5 6.5l4 4'] },
  abstract: { color: 'info', icon: ['M5 4h14v17H5z', 'M9 2.5h6v3H9z', 'M8.5 11h7', 'M8.5 15h5'] },
  info: { color: 'info', icon: [circle, 'M12 11v5.5', 'M12 7.4v.2'] },
  todo: { color: 'info', icon: [circle, 'M8 12.2l2.8 2.8L16 9.6'] },
  tip: { color: 'good', icon: ['M9 17a6 6 0 1 1 6 0v1.5H9z', 'M10 21.5h4'] },
  success: { color: 'good', icon: ['M4.5 12.8l5 5L20 7'] },
  question: {
    color: 'warn',
    icon: [circle, 'M9.4 9.5a2.7 2.7 0 1 1 3.7 2.6c-.8.4-1.1.9-1.1 1.7', 'M12 16.8v.2'],
  },
  warning: { color: 'warn', icon: ['M12 3.5L22 20.5H2z', 'M12 10v5', 'M12 17.6v.2'] },
  failure: { color: 'bad', icon: ['M6 6l12 12', 'M18 6L6 18'] },
  danger: { color: 'bad', icon: ['M13 2.5L5 14h6l-1 7.5L18 10h-6z'] },
  bug: {
    color: 'bad',
    icon: [
      'M8 10a4 4 0 0 1 8 0v5a4 4 0 0 1-8 0z',
      'M12 10v9',
      'M8 8L5.5 5.5',
      'M16 8l2.5-2.5',
      'M8 13H4',
      'M16 13h4',
      'M8.5 17L6 19.5',
      'M15.5 17l2.5 2.5',
    ],
  },
  example: {
    color: 'plain',
    icon: ['M9 6h11', 'M9 12h11', 'M9 18h11', 'M4.5 6v.2', 'M4.5 12v.2', 'M4.5 18v.2'],
  },
  quote: {
    color: 'plain',
    icon: ['M4 17c3 0 4-2 4-5H4V7h6v5c0 4-2 6-6 7z', 'M14 17c3 0 4-2 4-5h-4V7h6v5c0 4-2 6-6 7z'],
  },
};

/** Obsidian's other names. */
const synonyms: Record<string, CalloutType> = {
  summary: 'abstract',
  tldr: 'abstract',
  hint: 'tip',
  important: 'tip',
  check: 'success',
  done: 'success',
  help: 'question',
  faq: 'question',
  caution: 'warning',
  attention: 'warning',
  fail: 'failure',
  missing: 'failure',
  error: 'danger',
  cite: 'quote',
};

/** The look of a type as written, in any case; one that is not known looks like a note. */
export function calloutLook(written: string): CalloutLook {
  const name = written.toLowerCase();
  const type = isType(name) ? name : Object.hasOwn(synonyms, name) ? (synonyms[name] ?? 'note') : 'note';
  return { type, ...looks[type] };
}

export interface CalloutMark {
  /** As written. */
  type: string;
  /** `-` begins folded, `+` can be folded. */
  fold: '-' | '+' | undefined;
}

/** Read `[!type]-`. What follows a `|` is for themes. */
export function readCalloutMark(mark: string): CalloutMark {
  const [, type = '', fold] = /^\[!([^\]|]*)[^\]]*\]([+-]?)/.exec(mark) ?? [];
  return { type: type.trim(), fold: fold === '-' || fold === '+' ? fold : undefined };
}

/** What a callout without a title is called: its type in the person's language, one of another name as written. */
export function calloutName(type: string, t: Translate): string {
  const name = type.toLowerCase();
  return isType(name) ? t(`editor.callout.${name}`) : type.charAt(0).toUpperCase() + type.slice(1);
}

function isType(name: string): name is CalloutType {
  return Object.hasOwn(looks, name);
}
