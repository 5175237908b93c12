import { isolateHistory } from '@codemirror/commands';
import { useEffect, useState } from 'react';
import { AppError } from '../../../shared/contract/errors.ts';
import type { Client } from '../../../shared/contract/rpc.ts';
import type { FrontMatter } from '../../../shared/note/facts.ts';
import { setProperty } from '../../../shared/note/front-matter.ts';
import { frontMatterFault } from '../../../shared/words/front-matter-fault.ts';
import type { NoteDocument } from '../document/note-document.ts';
import type { EditorHost } from '../host.ts';
import type { Translate } from '../messages.ts';
import type { PropertiesProps, PropertyEdit } from './field.ts';
import { NoteTitle } from './note-title.tsx';
import { Properties } from './properties.tsx';
import { useKnownProperties } from './use-known-properties.ts';

/** How long (ms) it is said why a change was refused. */
const stay = 12_000;

/** What stands above the text of a note, as its text has it. */
export interface Head {
  frontMatter: FrontMatter | undefined;
  /** The title property. */
  title: string | undefined;
  /** The text begins with a level-1 heading: that is its title, where it stands. */
  opensWithHeading: boolean;
}

interface NoteHeadProps {
  client: Client;
  document: NoteDocument;
  head: Head;
  /** What to show as the title where there is no title property. */
  name: string;
  readOnly: boolean;
  /** Without the table of properties, but for what is wrong with them. */
  bare: boolean;
  t: Translate;
  onRename: (() => void) | undefined;
  openMenu: EditorHost['openMenu'];
  follow: PropertiesProps['follow'];
  onLeave(): void;
  /** Take back, or do again, the last change of the note. */
  onUndo(again: boolean): void;
}

/** Title and properties; what is edited here is the front matter, as ordinary changes of the document. */
export function NoteHead(props: NoteHeadProps) {
  const { client, document, head, name, readOnly, bare } = props;
  const { t, onRename, onLeave, openMenu, follow, onUndo } = props;
  const known = useKnownProperties(client);
  const [refused, setRefused] = useState<{ document: NoteDocument; why: string } | undefined>(undefined);

  useEffect(() => {
    if (!refused) return;
    const timer = setTimeout(() => setRefused(undefined), stay);
    return () => clearTimeout(timer);
  }, [refused]);

  function edit(make: PropertyEdit): void {
    const { text } = document;
    if (!text) return;
    try {
      const changes = make(text.state.doc.toString());
      const annotations = isolateHistory.of('full');
      if (changes.length > 0) document.edit({ changes, annotations, userEvent: 'input.property' });
      setRefused(undefined);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      setRefused({ document, why: frontMatterFault(error.message, t) });
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
      {(!bare || head.frontMatter?.problem) && (
        <Properties
          frontMatter={head.frontMatter}
          {...{ readOnly, t, edit, known, openMenu, follow, onUndo }}
        />
      )}
      {refused?.document === document && (
        <p className="properties-problem" role="alert">
          {refused.why}
        </p>
      )}
    </header>
  );
}
