import hongKong from 'opencc-js/dict/HKVariants';
import traditional from 'opencc-js/dict/STCharacters';
import simple from 'opencc-js/dict/TSCharacters';
import taiwan from 'opencc-js/dict/TWVariants';

/** The forms that one character has where Chinese is written: simplified, traditional, of Taiwan and of Hong Kong. */
export interface HanForms {
  /** Each character in its simplified form, of as many units: what is written in another form is equal in this. */
  simplified(text: string): string;
  /** Every form of a character, itself included; [] where it has but one. */
  of(character: string): readonly string[];
}

/**
 * Reads the tables of OpenCC, character by character: which of two forms a word wants is a matter of dictionaries of a
 * megabyte, and who looks for a text can look for both.
 */
export function createHanForms(): HanForms {
  const simplest = new Map<string, string>();
  for (const [character, [first = character]] of entries(simple)) simplest.set(character, first);
  const bases = entries(traditional);
  for (const [character] of bases) simplest.set(character, simplest.get(character) ?? character);
  for (const [character, forms] of bases) addForms(simplest, character, forms);
  for (const table of [taiwan, hongKong]) {
    for (const [character, forms] of entries(table)) {
      addForms(simplest, simplest.get(character) ?? character, forms);
    }
  }
  const forms = new Map<string, string[]>();
  for (const [character, base] of simplest) {
    const known = forms.get(base) ?? [base];
    if (!known.includes(character)) known.push(character);
    forms.set(base, known);
  }
  return {
    simplified: (text) =>
      text.replace(/\p{Script=Han}/gu, (one) => {
        const other = simplest.get(one);
        return other?.length === one.length ? other : one;
      }),
    of: (character) => forms.get(simplest.get(character) ?? character) ?? [],
  };
}

function addForms(simplest: Map<string, string>, base: string, forms: readonly string[]): void {
  for (const form of forms) if (!simplest.has(form)) simplest.set(form, base);
}

/** `a b c|d e`: the forms `b` and `c` of `a`, the usual one first, and so on. */
function entries(table: string): [string, string[]][] {
  return table.split('|').map((entry) => {
    const [character = '', ...forms] = entry.split(' ');
    return [character, forms];
  });
}
