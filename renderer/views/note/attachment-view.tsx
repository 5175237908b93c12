import { useEffect, useState } from 'react';
import { basename, extname } from '../../../shared/text/path.ts';
import type { Host } from '../../client/connect.ts';
import { useWords } from '../../i18n/words.ts';
import { useCommand } from '../../state/command-context.ts';
import { Button } from '../../ui/button.tsx';
import { Empty, Failure, Loading } from '../../ui/state.tsx';
import { PageBar } from '../window/page-bar.tsx';
import './attachment-view.css';

const images = new Set(['.png', '.jpg', '.jpeg', '.gif', '.webp', '.avif', '.svg', '.bmp', '.ico']);
const sounds = new Set(['.mp3', '.wav', '.m4a', '.ogg', '.flac']);
const films = new Set(['.mp4', '.webm', '.mov', '.mkv']);

/** A file that is no note, shown as far as a window can. */
export function AttachmentView({ host, path }: { host: Host; path: string }) {
  const kind = extname(path);
  const known = images.has(kind) || sounds.has(kind) || films.has(kind);
  return (
    <>
      <PageBar place={{ kind: 'attachment', path }} />
      {known ? <Shown host={host} path={path} kind={kind} /> : <Unknown />}
    </>
  );
}

function Shown({ host, path, kind }: { host: Host; path: string; kind: string }) {
  const [url, setUrl] = useState<string>();
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    let current = true;
    host.attachmentUrl(path).then(
      (found) => current && setUrl(found),
      (problem) => current && setError(problem),
    );
    return () => {
      current = false;
    };
  }, [host, path]);
  if (error !== undefined) return <Failure size="page" error={error} />;
  if (!url) return <Loading />;
  const name = basename(path);
  return (
    <div className="attachment appear">
      {images.has(kind) && <img src={url} alt={name} />}
      {!images.has(kind) && <Recording url={url} name={name} sound={sounds.has(kind)} />}
    </div>
  );
}

function Unknown() {
  const words = useWords();
  const reveal = useCommand('note.reveal');
  return (
    <Empty
      size="page"
      text={words.t('attachment.none')}
      actions={
        reveal?.enabled && (
          <Button onClick={() => reveal.command.run()}>{words.t(reveal.command.title)}</Button>
        )
      }
    />
  );
}

/** Captions are looked for where players do: in the file itself. */
function Recording({ url, name, sound }: { url: string; name: string; sound: boolean }) {
  const player = { src: url, controls: true, 'aria-label': name };
  return sound ? <audio {...player}>{captions}</audio> : <video {...player}>{captions}</video>;
}

const captions = <track kind="captions" />;
