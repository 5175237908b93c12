import type { NoteEditorProps } from '../../editor/note-editor.tsx';

/** The open notes of the window. */
export type Documents = NonNullable<NoteEditorProps['documents']>;

export type LinkTarget = Parameters<NoteEditorProps['onOpenLink']>[0];
export type LinkOptions = Parameters<NoteEditorProps['onOpenLink']>[1];

/** What every editor of the window shares. */
export interface EditorParts {
  documents: Documents;
  folds: NonNullable<NoteEditorProps['folds']>;
  t: NonNullable<NoteEditorProps['t']>;
}
