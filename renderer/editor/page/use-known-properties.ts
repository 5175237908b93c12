import { useMemo } from 'react';
import type { Client } from '../../../shared/contract/rpc.ts';
import type { PropertyKnowledge } from './field.ts';

/** So many are offered: more are found by typing. */
const most = 8;

/** What the vault knows of properties, asked as it is needed. */
export function useKnownProperties(client: Client): PropertyKnowledge {
  return useMemo(
    () => ({
      async names(query) {
        const found = await client.call('complete.property', { query, limit: most * 2 });
        const typed = Object.keys(await client.call('property.types', {}));
        const names = [...found.map(({ text }) => text), ...typed.filter((name) => name.includes(query))];
        return [...new Set(names)];
      },
      types: () => client.call('property.types', {}),
      values: (name) => async (query) => {
        if (/^tags?$/i.test(name)) {
          const tags = await client.call('complete.tag', { query, limit: most });
          return tags.map(({ tag }) => tag);
        }
        const found = await client.call('complete.property', { query, name, limit: most });
        return found.map(({ text }) => text);
      },
    }),
    [client],
  );
}
