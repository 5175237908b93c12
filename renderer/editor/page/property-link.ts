import { isSafeAddress, type LinkSource } from '../link-at.ts';

/** A link that is the whole value of a property. */
export interface PropertyLink extends Pick<LinkSource, 'form' | 'target'> {
  /** As a person reads it: the text of a link that has one, else where it leads. */
  shown: string;
}

/** The link that `value` is; undefined for any other text. */
export function propertyLink(value: string): PropertyLink | undefined {
  const text = value.trim();
  const wiki = /^\[\[([^[\]|]+)(?:\|([^[\]]*))?\]\]$/.exec(text);
  if (wiki?.[1]) return { form: 'wiki', target: wiki[1].trim(), shown: wiki[2] || wiki[1].trim() };
  if (/^https?:\/\/\S+$/i.test(text)) return { form: 'external', target: text, shown: text };
  const [, shown, bracketed, bare = bracketed] =
    /^\[([^[\]]*)\]\((?:<([^<>]+)>|([^()\s]+))\)$/.exec(text) ?? [];
  if (bare === undefined) return undefined;
  return { form: isSafeAddress(bare) ? 'external' : 'markdown', target: bare, shown: shown || bare };
}
