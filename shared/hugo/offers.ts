import { headingKey } from './transform/private-heading.ts';

/** Headings under which people write what is for themselves, in the languages of our users. */
const names = [
  ...['生活', '私人', '私事', '私密', '隐私', '家事', '家庭', '家里', '心情', '碎碎念', '仅自己可见'],
  ...['private', 'personal', 'life', 'family', 'not for publication'],
];
const byKey = new Map(names.map((name) => [headingKey(name), name]));

/** Those of these headings whose sections might be meant to stay at home, each once, without marks and tags. */
export function privateLooking(headings: readonly { text: string }[]): string[] {
  return [...new Set(headings.flatMap(({ text }) => byKey.get(headingKey(text)) ?? []))];
}
