import { type QueryFault, queryFaults } from '../search/faults.ts';

/** English of what can be wrong with a query: what the query language itself says. */
export const queryEnglish = Object.fromEntries(
  Object.entries(queryFaults).map(([fault, text]) => [`query.${fault}`, text]),
) as { [F in QueryFault as `query.${F}`]: string };
