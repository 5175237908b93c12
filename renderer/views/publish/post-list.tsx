import { useState } from 'react';
import type { Post } from '../../../shared/contract/api.ts';
import { useLive, withBlogs } from '../../client/live-query.ts';
import type { MessageKey } from '../../i18n/messages.ts';
import { useWords } from '../../i18n/words.ts';
import { useActions } from '../../state/actions.ts';
import { countPosts, type PostFilter, type PostRow, postRows } from '../../state/posts.ts';
import { List } from '../../ui/list.tsx';
import { Segments } from '../../ui/segments.tsx';
import { Answered, Empty } from '../../ui/state.tsx';
import { publishStateWords } from '../publish-state.ts';
import { ImportOffer } from './import-offer.tsx';
import './post-list.css';

const filters: readonly PostFilter[] = ['all', 'out', 'scheduled', 'draft', 'expired'];

/** All posts of a blog by time: what is out, what is to come, what is a draft. */
export function PostList({ target }: { target: string }) {
  const posts = useLive('publish.posts', { target }, withBlogs);
  return (
    <section className="posts">
      <ImportOffer target={target} />
      <Answered answer={posts} size="page">
        {(all) => <Posts posts={all} />}
      </Answered>
    </section>
  );
}

function Posts({ posts }: { posts: readonly Post[] }) {
  const words = useWords();
  const actions = useActions();
  const [filter, setFilter] = useState<PostFilter>('all');
  const counts = countPosts(posts);
  const rows = postRows(posts, filter);
  const offered = filters.filter((each) => each === 'all' || counts[each] > 0);
  return (
    <>
      <Segments<PostFilter>
        label={words.t('posts.show')}
        controls="post-list"
        options={offered.map((value) => ({
          value,
          label: `${words.t(`posts.${value}`)} ${words.number(counts[value])}`,
        }))}
        value={filter}
        onChange={setFilter}
      />
      {rows.length === 0 && <Empty size="page" text={words.t('posts.none')} />}
      <div id="post-list" className="post-list">
        <List<PostRow>
          label={words.t('publish.posts')}
          items={rows}
          itemKey={({ key }) => key}
          itemText={(row) => (row.kind === 'post' ? row.post.title : '')}
          rowHeight={36}
          row={(row) => (row.kind === 'month' ? <Month row={row} /> : <PostLine row={row} />)}
          onPick={(row, { newTab, beside }) =>
            row.kind === 'post' && actions.open(row.post.path, { newTab, beside })
          }
        />
      </div>
    </>
  );
}

function Month({ row }: { row: PostRow & { kind: 'month' } }) {
  const words = useWords();
  return (
    <h2 className="post-month">
      {row.month === '' ? words.t('posts.no-date') : words.month(row.month)}
      <small>{words.number(row.count)}</small>
    </h2>
  );
}

function PostLine({ row }: { row: PostRow & { kind: 'post' } }) {
  const words = useWords();
  const { post, date } = row;
  const parts: MessageKey[] = [];
  if (post.when === 'draft') parts.push('publish.state.draft');
  else if (post.when !== 'out') parts.push(`posts.${post.when}`);
  if (parts.length === 0 || !['published', 'draft'].includes(post.state))
    parts.push(publishStateWords(post.state));
  return (
    <div className="post-line" data-when={post.when}>
      <time className="tabular muted">{date.slice(8)}</time>
      <span className="truncate">{post.title}</span>
      <span className="muted truncate post-url">{post.url}</span>
      <span className="post-state" data-state={post.state}>
        {parts.map((part) => words.t(part)).join(' · ')}
      </span>
    </div>
  );
}
