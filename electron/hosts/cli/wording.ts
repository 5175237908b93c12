import type { Language } from '../../../shared/words/message.ts';
import { diagnosticWords, fixWords, reasonWords } from '../../../shared/words/plan-words.ts';
import { createTell, english, type Tell, type WordKey } from '../../../shared/words/table.ts';
import type { Shape } from './shapes.ts';

type Plan = Shape<'export'>;

/**
 * A plan with what it says to people in their language. English is how the core says it.
 * @param plain it is of a folder of plain Markdown, not of a blog
 */
export function wordedPlan(found: Plan, language: Language, plain: boolean): Plan {
  if (language === 'en') return plain ? ofFolder(found) : found;
  const tell = tellOf(language, plain);
  return {
    ...found,
    plan: found.plan.map(({ reason, ...entry }) => ({
      ...entry,
      ...(reason === undefined ? {} : { reason: reasonWords(reason, tell) }),
    })),
    diagnostics: found.diagnostics.map((one) => ({
      ...one,
      message: diagnosticWords(one, tell),
      ...(one.fix ? { fix: { ...one.fix, title: fixWords(one.fix.title, tell) } } : {}),
    })),
  };
}

function ofFolder(found: Plan): Plan {
  const said = (text: string) => text.replaceAll('the blog', 'the folder');
  return {
    ...found,
    plan: found.plan.map((entry) => (entry.reason ? { ...entry, reason: said(entry.reason) } : entry)),
    diagnostics: found.diagnostics.map((one) => ({ ...one, message: said(one.message) })),
  };
}

/** The words of a language; of a plain folder its own, where it has them. */
function tellOf(language: Language, plain: boolean): Tell {
  const tell = createTell(language);
  const own = (key: WordKey) => (plain && `plain.${key}` in english ? (`plain.${key}` as WordKey) : key);
  return (key, params) => tell(own(key), params);
}
