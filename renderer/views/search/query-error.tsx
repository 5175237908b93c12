import type { AppError } from '../../../shared/contract/errors.ts';
import { faultOf, useWords } from '../../i18n/words.ts';

/** A query that cannot be read, with the place that is wrong underlined. */
export function QueryError({ query, error }: { query: string; error: AppError }) {
  const words = useWords();
  const from = offset(error.data.from, query.length);
  const to = Math.max(from, offset(error.data.to, query.length));
  return (
    <div className="query-error" role="alert">
      <p>{words.t('search.bad-query')}</p>
      <p className="query-error-text">
        {query.slice(0, from)}
        <u>{query.slice(from, to) || ' '}</u>
        {query.slice(Math.max(to, from))}
      </p>
      <p className="muted">{faultOf(words.t, error.message, error.data)}</p>
    </div>
  );
}

function offset(value: unknown, most: number): number {
  return typeof value === 'number' ? Math.max(0, Math.min(most, value)) : most;
}
