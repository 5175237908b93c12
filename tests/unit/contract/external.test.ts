import { expect, it } from 'vitest';
import { externalUrl } from '../../../shared/contract/external.ts';

it.each([
  ['https://example.com/a?b#c', 'https://example.com/a?b#c'],
  ['HTTP://例子.测试/路', 'http://xn--fsqu00a.xn--0zwm56d/%E8%B7%AF'],
  ['mailto:a@example.com', 'mailto:a@example.com'],
  [' https://example.com ', 'https://example.com/'],
  ['java\nscript:alert(1)', undefined],
  ['javascript:alert(1)', undefined],
  ['file:///etc/passwd', undefined],
  ['vault://files/a', undefined],
  ['smb://host/share', undefined],
  ['ms-settings:', undefined],
  ['data:text/html,x', undefined],
  ['//example.com', undefined],
  ['example.com', undefined],
  ['', undefined],
])('externalUrl(%j) is %j', (address, expected) => {
  expect(externalUrl(address)).toBe(expected);
});
