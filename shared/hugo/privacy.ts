import { noteParser } from '../note/grammar.ts';
import { unixLines } from './goldmark.ts';
import type { Target } from './settings.ts';
import {
  headingText,
  isHeading,
  isPrivateCallout,
  isPrivateFence,
  mayHoldPrivate,
} from './transform/private.ts';
import { privateHeadings } from './transform/private-heading.ts';

/**
 * The last look at what would be published: private things that are in it all the same, as sentences.
 * It reads the finished page, whoever made it and whatever it was joined from.
 */
export function privateRemains(text: string, target: Pick<Target, 'private'>): string[] {
  if (!mayHoldPrivate(text, target.private)) return [];
  const { comments, fences } = target.private;
  const isMeant = privateHeadings(target.private.headings);
  const found = new Set<string>();
  noteParser.parse(unixLines(text)).iterate({
    enter({ node, name }) {
      if (comments && /^PercentComment/.test(name)) found.add('a %%comment%%');
      if (isPrivateFence(node, text, fences)) found.add('a private fence');
      if (isPrivateCallout(node, text, fences)) found.add('a private callout');
      if (isHeading(node) && isMeant(headingText(text, node))) found.add('a private section');
    },
  });
  return [...found];
}
