import { createContext, useContext } from 'react';
import { type Appearance, readAppearance } from './appearance.ts';
import type { DocumentState } from './documents.ts';
import { createNotices, type Notices } from './notices.ts';
import { createStore, type Store } from './store.ts';
import { plainLook, type VaultLook } from './vault-look.ts';
import { createWorkspace, type Workspace } from './workspace.ts';

/** What the palette is open for: notes, commands, open tabs, headings of the note in front, or everything. */
export type PaletteMode = 'notes' | 'commands' | 'tabs' | 'symbols' | 'all';

/** What is open just now and is not kept. */
export interface Overlay {
  palette: PaletteMode | undefined;
  /** The pane drawn over the page in a narrow window. */
  drawer: 'left' | 'right' | undefined;
}

/** A wish to write in a note, at a line where one is given. It is gone once it is fulfilled. */
export interface Reveal {
  path: string;
  line: number | undefined;
  /** The person comes back to it: where the cursor still stands on the line, the page is as they left it. */
  back?: boolean;
  /** Look for something in it. */
  find?: boolean;
}

export interface SearchState {
  query: string;
  sort: 'relevance' | 'name' | 'modified' | 'created';
  /** Grows when the search box is to take the focus. */
  focus: number;
}

/** A part of a text: lines and columns from 1, and what it may be called. */
export interface TextPart {
  from: { line: number; column: number };
  to: { line: number; column: number };
  name: string;
}

/** What commands ask of the editor in front. */
export interface OpenEditor {
  /** Run one of its own commands, by id: false where there was nothing to do. */
  run(command: string): boolean;
  /** Move the section whose heading is on a line past a neighbour or before another (0: to the end), or change its level. */
  changeSection(line: number, change: 'up' | 'down' | 'raise' | 'lower' | { before: number }): boolean;
  /** What is selected, or the section that the cursor stands in. */
  part(which: 'selection' | 'section'): TextPart | undefined;
  /** The line of the cursor, from 1, and its text; undefined where nothing stands on it. */
  line(): { line: number; text: string } | undefined;
  /** The id of the block on the cursor's line. */
  blockId(): string | undefined;
  /** Headings of the text as it stands now. */
  headings(): readonly Heading[];
  /** The heading that the cursor stands under. */
  heading(): Heading | undefined;
  /** The text as it would be saved; undefined while it is not there. */
  text(): string | undefined;
  onText(listener: () => void): () => void;
}

/** `line` from 1. */
export interface Heading {
  level: number;
  text: string;
  line: number;
}

/** Where the nodes of a graph were last, by their keys. */
export type GraphPlaces = ReadonlyMap<string, readonly [number, number]>;

/** What one window holds beside the vault: each a store that views watch. */
export interface Session {
  workspace: Store<Workspace>;
  appearance: Store<Appearance>;
  /** What the vault says of it. */
  vaultLook: Store<VaultLook>;
  overlay: Store<Overlay>;
  search: Store<SearchState>;
  reveal: Store<Reveal | undefined>;
  /** State of each open note, by path. */
  documents: Store<ReadonlyMap<string, DocumentState>>;
  /** The editor of the note in front. */
  editor: Store<OpenEditor | undefined>;
  /** The note that the publish view shows. */
  publishFocus: Store<string | undefined>;
  /** Name of the site or folder that the publish view shows; the first one without it. */
  publishTarget: Store<string | undefined>;
  /** The note in front is shown as a post of the blog beside the editor. */
  postBeside: Store<boolean>;
  notices: Notices;
  /** By the note in the middle, '' for the whole vault: a graph that is shown again is as it was. */
  graphPlaces: Map<string, GraphPlaces>;
}

export function createSession(): Session {
  return {
    workspace: createStore<Workspace>(createWorkspace()),
    appearance: createStore<Appearance>(readAppearance(undefined)),
    vaultLook: createStore<VaultLook>(plainLook),
    overlay: createStore<Overlay>({ palette: undefined, drawer: undefined }),
    search: createStore<SearchState>({ query: '', sort: 'relevance', focus: 0 }),
    reveal: createStore<Reveal | undefined>(undefined),
    documents: createStore<ReadonlyMap<string, DocumentState>>(new Map()),
    editor: createStore<OpenEditor | undefined>(undefined),
    publishFocus: createStore<string | undefined>(undefined),
    publishTarget: createStore<string | undefined>(undefined),
    postBeside: createStore(false),
    notices: createNotices(),
    graphPlaces: new Map(),
  };
}

export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession outside of SessionContext');
  return session;
}
