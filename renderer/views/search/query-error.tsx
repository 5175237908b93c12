import type { AppError } from '../../../shared/contract/errors.ts';
import { cutAtFault } from '../../../shared/search/faults.ts';
import { faultOf } from '../../../shared/words/error-words.ts';
import { useWords } from '../../i18n/words.ts';

/** A query that cannot be read, with the place that is wrong underlined. */
export function QueryError({ query, error }: { query: string; error: AppError }) {
  const words = useWords();
  const [before, wrong, after] = cutAtFault(query, error.data);
  return (
    <div className="query-error" role="alert">
      <p>{words.t('search.bad-query')}</p>
      <p className="query-error-text">
        {before}
        <u>{wrong || ' '}</u>
        {after}
      </p>
      <p className="muted">{faultOf(words.t, error.message, error.data)}</p>
    </div>
  );
}
