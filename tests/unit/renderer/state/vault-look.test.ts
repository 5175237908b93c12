import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  contrast,
  hasLook,
  lookValues,
  plainLook,
  toRgb,
  type VaultLook,
} from '../../../../renderer/state/vault-look.ts';

const look = (changes: Partial<VaultLook>): VaultLook => ({ ...plainLook, ...changes });

describe('what a vault is set to in Obsidian', () => {
  test('is nothing where it says nothing', () => {
    expect(hasLook(plainLook)).toBe(false);
    expect(lookValues(plainLook, 'light')).toEqual({});
  });

  test('puts fonts before our own', () => {
    const fonts = { ui: [], text: ['霞鹜文楷', 'A "B"'], code: ['Mono'] };
    expect(hasLook(look({ fonts }))).toBe(true);
    expect(lookValues(look({ fonts }), 'dark')).toEqual({
      'font-text': '"霞鹜文楷", "A \\"B\\"", var(--font-ui)',
      'font-code': '"Mono", var(--own-code)',
    });
  });

  test('keeps an accent that can be read as it is', () => {
    expect(lookValues(look({ accent: '#0b5cad' }), 'light')).toMatchObject({
      accent: '#0b5cad',
      link: '#0b5cad',
      'accent-ink': '#ffffff',
    });
  });

  test('lets any other be read: on the page, on what is chosen, and as a ground of its own', () => {
    const grounds = {
      light: ['#fdfcfa', '#f5f3ef', '#ece9e3', '#ffffff'],
      dark: ['#1b1b1d', '#222225', '#2c2c30'],
    };
    const colours = fc.tuple(
      fc.integer({ min: 0, max: 0xffffff }),
      fc.constantFrom('light' as const, 'dark' as const),
    );
    fc.assert(
      fc.property(colours, ([number, theme]) => {
        const accent = `#${number.toString(16).padStart(6, '0')}`;
        const values = lookValues(look({ accent }), theme);
        const of = (token: keyof typeof values) => toRgb(values[token] ?? '');
        for (const ground of grounds[theme]) expect(contrast(of('link'), toRgb(ground))).toBeGreaterThan(4.5);
        expect(contrast(of('accent'), of('accent-soft'))).toBeGreaterThan(4.5);
        expect(contrast(of('accent'), of('accent-ink'))).toBeGreaterThan(4.5);
      }),
    );
  });
});
