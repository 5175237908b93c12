import { useEffect, useMemo } from 'react';
import type { Client } from '../shared/contract/rpc.ts';
import { createDocuments } from './editor/documents.ts';
import { editorWords } from './editor/messages.ts';
import { useWords } from './i18n/words.ts';
import { createFolds } from './state/folds.ts';
import type { EditorParts } from './views/note/editor-parts.ts';

/** The open notes of the window, which live as long as it does, and the words of their editors. */
export function useEditorParts(client: Client, vault: string): EditorParts {
  const { language } = useWords();
  const documents = useMemo(() => createDocuments(client, { vault }), [client, vault]);
  useEffect(() => () => documents.dispose(), [documents]);
  const folds = useMemo(() => createFolds(client, vault), [client, vault]);
  useEffect(() => folds.follow(), [folds]);
  return useMemo(() => ({ documents, folds, t: editorWords(language) }), [documents, folds, language]);
}
