import type { HanForms } from '../../shared/text/han-forms.ts';

export type HanLoader = () => Promise<HanForms>;

/** The forms of Chinese characters, read when a Chinese query first wants them. */
export function createHanLoader(): HanLoader {
  let forms: Promise<HanForms> | undefined;
  return () => (forms ??= import('../../shared/text/han-forms.ts').then((module) => module.createHanForms()));
}
