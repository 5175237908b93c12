import { linkKey } from '../../../shared/link/resolve.ts';

/** What `resolveLink` asks, answered from a list of paths. */
export function candidatesOf(paths: Iterable<string>): (key: string) => readonly string[] {
  const byKey = Map.groupBy(paths, linkKey);
  return (key) => byKey.get(key) ?? [];
}
