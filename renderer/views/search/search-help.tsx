import type { MessageKey } from '../../i18n/messages.ts';
import { useWords } from '../../i18n/words.ts';
import { useSession } from '../../state/session.ts';

/** Forms of the query language worth knowing; a click puts one into the box. */
const forms: readonly { form: string; words: MessageKey }[] = [
  { form: '"…"', words: 'search.help.phrase' },
  { form: 'a OR b', words: 'search.help.or' },
  { form: '-', words: 'search.help.not' },
  { form: 'path:', words: 'search.help.path' },
  { form: 'tag:', words: 'search.help.tag' },
  { form: 'heading:', words: 'search.help.heading' },
  { form: 'lang:', words: 'search.help.lang' },
  { form: '/…/', words: 'search.help.regex' },
];

export function SearchHelp() {
  const words = useWords();
  const { search } = useSession();
  const start = (form: string) =>
    search.set((state) => ({ ...state, query: form.replace('…', ''), focus: state.focus + 1 }));
  return (
    <div className="search-help">
      <p>{words.t('search.help')}</p>
      <ul>
        {forms.map(({ form, words: key }) => (
          <li key={form}>
            <button type="button" className="row" onClick={() => start(form)}>
              <code>{form}</code>
              <span className="truncate">{words.t(key)}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
