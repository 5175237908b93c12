import { createContext, useContext } from 'react';

/** A paragraph of a note, by one of its lines. */
export interface Paragraph {
  path: string;
  line: number;
  /** What stands on that line, by which it is known again. */
  text: string;
}

/** Where it is to go: a note, or one that is yet to be made and may be called so. */
export type SendTo = { target?: string } | { name: string };

/** Asks how a paragraph is to go to another note, and sends it. */
export type AskSend = (paragraph: Paragraph, to: SendTo) => void;

export const SendContext = createContext<AskSend>(() => {});

export function useSend(): AskSend {
  return useContext(SendContext);
}

const longest = 40;

/** A name for a note from the first words of a text, up to a mark that ends or parts a sentence. */
export function nameFrom(text: string): string {
  const plain = text
    .replace(/^[\s>#*+-]*(?:\d+[.)]\s+)?(?:\[.\]\s+)?/u, '')
    .replace(/!?\[\[(?:[^\]|]*\|)?([^\]]*)\]\]/g, '$1')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[\\/:*?"<>|#^[\]`=~]+/g, ' ');
  const [first = ''] = plain.split(/[。．！？!?；;，,、\n]|\.\s/u, 1);
  return [...first.replace(/\s+/g, ' ').trim()].slice(0, longest).join('').trim();
}
