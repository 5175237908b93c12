import { useEffect, useMemo } from 'react';
import type { Client } from '../shared/contract/rpc.ts';
import { createDocuments } from './editor/documents.ts';
import { editorWords } from './editor/messages.ts';
import { useWords } from './i18n/words.ts';
import { createFolds } from './state/folds.ts';
import type { Session } from './state/session.ts';
import { activeTab } from './state/workspace.ts';
import type { Documents, EditorParts } from './views/note/editor-parts.ts';

/** The open notes of the window, which live as long as it does, and the words of their editors. */
export function useEditorParts(client: Client, session: Session, vault: string): EditorParts {
  const { language } = useWords();
  const documents = useMemo(() => createDocuments(client, { vault }), [client, vault]);
  useEffect(() => () => documents.dispose(), [documents]);
  useEffect(() => prepareInFront(documents, session), [documents, session]);
  const folds = useMemo(() => createFolds(client, vault), [client, vault]);
  useEffect(() => folds.follow(), [folds]);
  return useMemo(() => ({ documents, folds, t: editorWords(language) }), [documents, folds, language]);
}

/** The text of a note is asked for as soon as the note comes to the front, before the window is drawn anew. */
function prepareInFront(documents: Documents, { workspace }: Session): () => void {
  let last = activeTab(workspace.get()).place;
  return workspace.subscribe(() => {
    const { place } = activeTab(workspace.get());
    if (place !== last && place.kind === 'note') documents.prepare(place.path);
    last = place;
  });
}
