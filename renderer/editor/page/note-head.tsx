import { useState } from 'react';
import { AppError } from '../../../shared/contract/errors.ts';
import type { FrontMatter } from '../../../shared/note/facts.ts';
import { setProperty } from '../../../shared/note/front-matter.ts';
import type { NoteDocument } from '../document/note-document.ts';
import type { Translate } from '../messages.ts';
import { NoteTitle } from './note-title.tsx';
import { Properties, type PropertyEdit } from './properties.tsx';

/** What stands above the text of a note, as its text has it. */
export interface Head {
  frontMatter: FrontMatter | undefined;
  /** The title property. */
  title: string | undefined;
  /** The text begins with a level-1 heading: that is its title, where it stands. */
  opensWithHeading: boolean;
}

interface NoteHeadProps {
  document: NoteDocument;
  head: Head;
  /** What to show as the title where there is no title property. */
  name: string;
  readOnly: boolean;
  t: Translate;
  onRename: (() => void) | undefined;
  onLeave(): void;
}

/** Title and properties; what is edited here is the front matter, as ordinary changes of the document. */
export function NoteHead({ document, head, name, readOnly, t, onRename, onLeave }: NoteHeadProps) {
  const [problem, setProblem] = useState<string | undefined>(undefined);

  function edit(make: PropertyEdit): void {
    const { text } = document;
    if (!text) return;
    try {
      document.edit({ changes: make(text.state.doc.toString()), userEvent: 'input.property' });
      setProblem(undefined);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      setProblem(error.message);
    }
  }

  return (
    <header className="note-head">
      {!(head.opensWithHeading && head.title === undefined) && (
        <NoteTitle
          {...{ name, readOnly, t, onRename, onLeave }}
          title={head.title}
          onTitle={(title) => edit((text) => setProperty(text, 'title', title, 'text'))}
        />
      )}
      <Properties frontMatter={head.frontMatter} {...{ readOnly, t, edit }} />
      {problem && (
        <p className="properties-problem" role="alert">
          {problem}
        </p>
      )}
    </header>
  );
}
