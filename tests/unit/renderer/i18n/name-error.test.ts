import { expect, test } from 'vitest';
import { assertNewName } from '../../../../electron/vault/file-name.ts';
import { createWords } from '../../../../renderer/i18n/words.ts';

function refusal(name: string): unknown {
  try {
    assertNewName(name);
  } catch (error) {
    return error;
  }
  return undefined;
}

test.each([
  ['en', 'CON.md', '“CON.md” cannot be a name here: Windows keeps it for itself. “CON_.md” can.'],
  ['zh-CN', 'CON.md', '“CON.md”不能用作名称：它是 Windows 的保留名。可以用“CON_.md”。'],
  ['zh-CN', 'a?.md', '“a?.md”不能用作名称：其中有 ?。可以用“a-.md”。'],
  ['zh-CN', ' ', '名称至少要有一个字。'],
  ['zh-CN', '...', '“...”不能用作名称：它以点开头。'],
] as const)('in %s, the name %j is refused with words and a name that would do', (language, name, text) => {
  expect(createWords(language).error(refusal(name))).toBe(text);
});
