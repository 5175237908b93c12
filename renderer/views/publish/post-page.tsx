import { useEffect, useRef } from 'react';
import type { Result } from '../../../shared/contract/api.ts';
import type { Host } from '../../client/connect.ts';
import { keptWithBlogs, useLive } from '../../client/live-query.ts';
import { useWords } from '../../i18n/words.ts';
import { Answered } from '../../ui/state.tsx';
import { readPost, showPost } from './post-document.ts';
import './post-page.css';

interface PostPageProps {
  host: Host;
  path: string;
  target: string;
  /** Stands for what is on disk. */
  text?: string | undefined;
}

/** A note as the blog shows it: built by Hugo with the blog's own layout. Follows the note as it is saved, or `text`. */
export function PostPage({ host, path, target, text }: PostPageProps) {
  const words = useWords();
  const view = useLive('publish.render', { path, target, text }, keptWithBlogs);
  return (
    <Answered answer={view} size="page">
      {(page) =>
        page.html === null ? (
          <div className="plan-notice" role="alert">
            <p>{words.t('publish.page-failed')}</p>
            <pre className="post-errors">{page.errors.join('\n')}</pre>
          </div>
        ) : (
          <PostFrame host={host} page={page} html={page.html} />
        )
      }
    </Answered>
  );
}

type PostFrameProps = { host: Host; page: Result<'publish.render'>; html: string };

/** A frame that runs nothing. The page is put into it from here, so that one page takes another's place without a flash. */
function PostFrame({ host, page, html }: PostFrameProps) {
  const words = useWords();
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    const inner = frame.current?.contentDocument;
    if (!inner) return;
    const top = inner.scrollingElement?.scrollTop ?? 0;
    showPost(inner, readPost(html), page, host.attachmentUrl);
    inner.scrollingElement?.scrollTo({ top });
  }, [host, page, html]);
  return (
    <iframe
      ref={frame}
      className="post-frame"
      title={words.t('publish.view-page')}
      sandbox="allow-same-origin"
    />
  );
}
