import { expect, test } from 'vitest';
import { createHanForms } from '../../../shared/text/han-forms.ts';

const forms = createHanForms();

test.each([
  ['網絡', '网络'],
  ['頭髮與發展', '头发与发展'],
  ['臺灣的軟體', '台湾的软体'],
  ['爲什麼為什么', '为什么为什么'],
  ['ovn 與 k3s', 'ovn 与 k3s'],
])('%s is %s in simplified form', (text, simplified) => expect(forms.simplified(text)).toBe(simplified));

test('every form of a character leads to all others', () => {
  for (const character of '网干后发台里为说') {
    const all = forms.of(character);
    expect(all).toContain(character);
    for (const other of all) expect([...forms.of(other)].sort()).toEqual([...all].sort());
  }
  expect(forms.of('机')).toContain('機');
  expect(forms.of('a')).toEqual([]);
});
