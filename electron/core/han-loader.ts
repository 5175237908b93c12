import type { HanForms } from '../../shared/text/han-forms.ts';

/** The forms of Chinese characters, read when a Chinese query first wants them. */
export function createHanLoader(): () => Promise<HanForms> {
  let forms: Promise<HanForms> | undefined;
  return () => (forms ??= import('../../shared/text/han-forms.ts').then((module) => module.createHanForms()));
}
