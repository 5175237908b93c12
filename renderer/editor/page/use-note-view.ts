import { syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type { Tree } from '@lezer/common';
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { DocumentInfo } from '../document/document-info.ts';
import type { NoteDocument } from '../document/note-document.ts';
import {
  countOn,
  countSelected,
  type EditorSnapshot,
  summarize,
  type TextSummary,
  titleProperty,
} from '../editor-state.ts';
import { bodyStart, frontMatterField } from '../front-matter.ts';
import type { EditorHost } from '../host.ts';
import { createNoteView, type NoteView, type NoteViewOptions } from '../note-view.ts';
import { createWholeParses } from '../whole-tree.ts';
import type { Head } from './note-head.tsx';

/** Milliseconds after the last change of the text, and of the cursor, until it is told of: nothing is, from key to key. */
const settle = 300;
const cursorSettle = 120;
/** Milliseconds until it is told of a text that is shown anew: it is on the screen before it is counted. */
const firstSettle = 60;
/** The end of a long text is parsed for so long (ms) at a time, with a rest after each. */
const parseStep = 25;
const parseRest = 80;
/** And counted for so long at a time, before that. */
const countStep = 15;

interface NoteViewInput {
  document: NoteDocument;
  /** Undefined while the page is not ready for a view. */
  host: EditorHost | undefined;
  info: DocumentInfo;
  parent: RefObject<HTMLElement | null>;
  scroller: RefObject<HTMLElement | null>;
  onState(state: EditorSnapshot): void;
}

/** Keep a view of the document on the page, and tell what becomes of its text. */
export function useNoteView({ document, host, info, parent, scroller, onState }: NoteViewInput) {
  const [shown, setShown] = useState<NoteView | undefined>(undefined);
  const [head, setHead] = useState<Head | undefined>(undefined);
  const [summary, setSummary] = useState<TextSummary | undefined>(undefined);
  const [cursor, setCursor] = useState<Cursor>({ line: 1, column: 1, selected: undefined });
  const [failure, setFailure] = useState<{ error: unknown; host: EditorHost } | undefined>(undefined);
  const retry = useCallback(() => setFailure(undefined), []);
  const { text } = document;
  const firstHost = useRef(host);
  firstHost.current = host;
  const ready = host !== undefined;

  useLayoutEffect(() => {
    const { current: host } = firstHost;
    if (failure || !text || !ready || !host || !parent.current || !scroller.current) return;
    const timers = createTimers();
    const parses = createWholeParses();
    let told = false;
    /** Of a long text only what is near the cursor is parsed: it is told of once it is counted and parsed to its end. */
    function tellText({ state }: EditorView): void {
      if (syntaxTree(state).length >= state.doc.length) {
        setSummary(summarize(state));
        return;
      }
      if (!told) setSummary(summarize(state, syntaxTree(state), countStep));
      told = true;
      const parse = parses.start(state);
      let tree: Tree | undefined;
      let counted = false;
      const parseOn = () => {
        const counting = !counted;
        counted ||= countOn(state.doc, countStep);
        tree ??= parse(parseStep);
        // To count takes a fraction of the time: nobody is told half of it for longer than that.
        if (counted && (counting || tree)) setSummary(summarize(state, tree));
        if (!tree || !counted) timers.later('text', parseRest, parseOn);
      };
      timers.later('text', parseRest, parseOn);
    }
    const tellCursor = (view: EditorView) => setCursor((old) => nextCursor(view.state, old));
    const options: NoteViewOptions = {
      document,
      text,
      host,
      parent: parent.current,
      scroller: scroller.current,
      onUpdate(view, transactions) {
        const edits = transactions.filter((transaction) => transaction.docChanged);
        const docChanged = edits.length > 0;
        edits.forEach(parses.changed);
        setHead((old) => nextHead(view.state, old));
        if (docChanged) timers.later('text', settle, () => tellText(view));
        timers.later('cursor', docChanged ? settle : cursorSettle, () => tellCursor(view));
      },
    };
    let note: NoteView;
    try {
      note = createNoteView(options);
    } catch (error) {
      setFailure({ error, host });
      return;
    }
    setShown(note);
    setHead(nextHead(note.view.state, undefined));
    tellCursor(note.view);
    timers.later('text', firstSettle, () => tellText(note.view));
    return () => {
      timers.stop();
      note.destroy();
      setShown(undefined);
    };
  }, [document, text, ready, parent, scroller, failure]);

  // What one mode cannot draw another one may, and another note is another matter.
  useEffect(() => {
    if (failure && failure.host !== host) retry();
  }, [failure, host, retry]);

  useEffect(() => {
    if (host && shown) shown.setHost(host);
  }, [host, shown]);

  const tell = useRef(onState);
  tell.current = onState;
  // A text that was there before its page is told of once it can be written in.
  const coming = text !== undefined && shown === undefined;
  useEffect(() => {
    if (!coming) tell.current({ ...(summary ?? noSummary), ...info, ...cursor });
  }, [summary, info, cursor, coming]);

  return { shown, head, summary, failure, retry };
}

const noSummary: TextSummary = {
  title: undefined,
  words: 0,
  characters: 0,
  headings: [],
  brokenEmphasis: 0,
  format: undefined,
  draft: false,
};

type Cursor = Pick<EditorSnapshot, 'line' | 'column' | 'selected'>;

/** Where the cursor is now; the same value as before where nothing of it changed. */
function nextCursor(state: EditorState, old: Cursor): Cursor {
  const { head } = state.selection.main;
  const { number: line, from } = state.doc.lineAt(head);
  const [column, selected] = [head - from + 1, countSelected(state)];
  const same = old.line === line && old.column === column && !selected && !old.selected;
  return same ? old : { line, column, selected };
}

/** What stands above the text now; the same value as before where nothing of it changed. */
function nextHead(state: EditorState, old: Head | undefined): Head {
  const frontMatter = state.field(frontMatterField);
  const opensWithHeading = firstBlock(state) === 'ATXHeading1' || firstBlock(state) === 'SetextHeading1';
  if (old && old.frontMatter === frontMatter && old.opensWithHeading === opensWithHeading) return old;
  return { frontMatter, title: titleProperty(state), opensWithHeading };
}

function firstBlock(state: EditorState): string | undefined {
  const start = bodyStart(state);
  let node = syntaxTree(state).topNode.firstChild;
  while (node && node.from < start) node = node.nextSibling;
  return node?.name;
}

/** Named waits of which only the last counts. */
function createTimers() {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  return {
    later(name: string, delay: number, act: () => void) {
      clearTimeout(timers.get(name));
      timers.set(name, setTimeout(act, delay));
    },
    stop() {
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}
