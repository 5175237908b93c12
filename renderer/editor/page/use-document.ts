import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Client } from '../../../shared/contract/rpc.ts';
import type { NoteDocument } from '../document/note-document.ts';
import { createDocuments, type Documents } from '../documents.ts';

/** Milliseconds for which the note before stays on the page when the text of the next one is not there yet. */
const patience = 300;

interface Shown {
  path: string;
  document: NoteDocument;
}

/**
 * The document of the note at `path`, open while it is shown. From note to note the one before is still returned, with
 * its own `path`, until the text of the next one is there: one page gives way to the other without an empty one between.
 * @param documents without it, the document is kept here alone
 */
export function useDocument(
  client: Client,
  documents: Documents | undefined,
  path: string,
): Shown | undefined {
  const [shown, setShown] = useState<Shown | undefined>(undefined);
  const leave = useRef<(() => void) | undefined>(undefined);

  useLayoutEffect(() => {
    const store = documents ?? createDocuments(client);
    const document = store.open(path);
    let waits = true;
    const close = () => {
      store.close(document);
      if (!documents) void document.flush().then(store.dispose);
    };
    const show = () => {
      if (!waits) return;
      waits = false;
      leave.current?.();
      leave.current = close;
      setShown({ path, document });
    };
    const timer = setTimeout(show, patience);
    if (!leave.current || document.info.status !== 'loading') show();
    else void document.ready.then(show);
    return () => {
      clearTimeout(timer);
      if (waits) close();
      waits = false;
    };
  }, [client, documents, path]);

  useEffect(
    () => () => {
      leave.current?.();
      leave.current = undefined;
    },
    [],
  );
  return shown;
}
