import { describe, expect, test } from 'vitest';
import { variantsOf } from '../../../electron/core/variants.ts';
import { createHanForms } from '../../../shared/text/han-forms.ts';

const forms = createHanForms();

describe('the other forms of a query', () => {
  const written = (texts: string[]) => (start: string) => texts.some((text) => text.includes(start));
  test.each([
    ['网络', ['網絡'], ['網絡']],
    ['網絡', ['网络'], ['网络']],
    ['path:a "网络 k3s" -云', ['網絡', '雲'], ['path:a "網絡 k3s" -雲']],
    ['头发', ['頭髮', '發展'], ['頭髮']],
    ['网络', ['网络'], []],
    ['网络', ['網', '络'], []],
    ['k3s', ['k3s'], []],
  ])('of %s, where %j is written, are %j', (query, texts, expected) => {
    expect(variantsOf(query, forms, written(texts))).toEqual(expected);
  });

  test('are few, however many there could be', () => {
    expect(variantsOf('干'.repeat(40), forms, () => true).length).toBeLessThan(10);
  });
});
