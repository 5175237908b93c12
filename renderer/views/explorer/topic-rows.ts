import type { Result } from '../../../shared/contract/api.ts';
import { tellApart } from '../../state/namesakes.ts';

type Topic = Result<'topic.list'>[number];
type Suggestion = Result<'topic.discover'>[number];
export type TopicRow =
  | { kind: 'title'; key: string }
  | { kind: 'topic'; key: string; topic: Topic; folder: string | undefined }
  | { kind: 'suggestion'; key: string; suggestion: Suggestion };

/** Topics, and under a title of their own what may be some; where there are suggestions alone, the whole is called so. */
export function topicRows(topics: readonly Topic[], found: readonly Suggestion[]) {
  const folders = tellApart(topics);
  const rows: TopicRow[] = topics.map((topic) => ({
    kind: 'topic',
    key: `topic ${topic.path}`,
    topic,
    folder: folders.get(topic.path),
  }));
  const title = topics.length > 0 ? 'topic.section' : 'topic.no-note';
  if (topics.length > 0 && found.length > 0) rows.push({ kind: 'title', key: 'title' });
  for (const suggestion of found)
    rows.push({ kind: 'suggestion', key: `term ${suggestion.term}`, suggestion });
  return { title, rows } as const;
}

export function rowText(row: TopicRow): string {
  if (row.kind === 'topic') return row.topic.name;
  return row.kind === 'suggestion' ? row.suggestion.term : '';
}
