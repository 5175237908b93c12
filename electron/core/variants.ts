import type { HanForms } from '../../shared/text/han-forms.ts';

const hanRun = /\p{Script=Han}+/gu;
const han = /\p{Script=Han}/u;
/** So many forms of a text are looked for. */
const most = 8;

/**
 * The same text in the other forms of Chinese, itself left out; [] where it holds no Han or has but one form.
 * @param isWritten whether some word begins with these one or two characters: what no text holds need not be looked for
 */
export function variantsOf(text: string, forms: HanForms, isWritten: (start: string) => boolean): string[] {
  let found = [''];
  let end = 0;
  for (const match of text.matchAll(hanRun)) {
    const before = text.slice(end, match.index);
    end = match.index + match[0].length;
    const runs = runVariants([...match[0]], forms, isWritten);
    found = found.flatMap((start) => runs.map((run) => start + before + run)).slice(0, most + 1);
  }
  return found.map((one) => one + text.slice(end)).filter((one) => one !== text && han.test(one));
}

/** All ways to write one run of Han characters; of two neighbours that are not written so, none. */
function runVariants(
  characters: readonly string[],
  forms: HanForms,
  isWritten: (start: string) => boolean,
): string[] {
  let found = [''];
  let last = [''];
  for (const character of characters) {
    const others = forms.of(character);
    const choices = others.length > 0 ? others : [character];
    const next: string[] = [];
    const ends: string[] = [];
    found.forEach((start, at) => {
      for (const choice of choices) {
        if (!isWritten((last[at] ?? '') + choice)) continue;
        next.push(start + choice);
        ends.push(choice);
      }
    });
    found = next.slice(0, most + 1);
    last = ends.slice(0, most + 1);
  }
  return found;
}
