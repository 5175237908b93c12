import type { Params } from '../../shared/contract/api.ts';
import type { CallOptions, Client } from '../../shared/contract/rpc.ts';
import { basename, dirname, isNote, stem } from '../../shared/text/path.ts';
import type { Where } from '../client/where.ts';
import type { Place } from './place.ts';
import type { Session } from './session.ts';
import { activeTab, expandTo, forgetPath, openPlace, rememberPath, writeInFront } from './workspace.ts';

export interface CreateOptions extends Where {
  /** Hears why it was refused; without it, that is said. */
  refused?: (error: unknown) => void;
}

export interface OpenOptions extends Where {
  /** Line to show, 1-based. */
  line?: number;
  /** Whether the note takes the focus; without it, it does. */
  focus?: boolean;
}

/** What a person does with files and mentions: each is one call, its outcome said, and undone where it can be. */
export interface FileActions {
  open(path: string, options?: OpenOptions): void;
  show(place: Place, options?: Where): void;
  /** Give the note in front the focus, with its search box open where `find` is set. */
  focusNote(find?: boolean): void;
  /** A new note in `folder`, or where the vault's settings say; it is opened. */
  create(folder?: string, name?: string, options?: CreateOptions): Promise<string | undefined>;
  createFolder(path: string, options?: CreateOptions): Promise<void>;
  daily(): Promise<void>;
  /**
   * How many links would follow a rename if a person says so: 0 where they follow unasked, or there are none.
   * @throws what refuses it
   */
  linksToAsk(from: string, to: string): Promise<number>;
  /**
   * @param links whether links follow; without it, as the vault's settings say
   * @throws what refuses it
   */
  rename(from: string, to: string, links?: boolean): Promise<void>;
  /** The note must be saved: the heading is found by its line. */
  renameHeading(path: string, line: number, text: string): Promise<void>;
  /** Files and folders, none of which lies in another; one undo brings all of them back. */
  remove(...paths: string[]): Promise<void>;
  /** Rename or move several, none of which lies in another; one undo takes all of it back. @throws what refuses one of them */
  renameAll(moves: readonly { from: string; to: string }[], links?: boolean): Promise<void>;
  undo(): Promise<void>;
  /** Give a note an older text again. */
  restore(path: string, id: string): Promise<void>;
  /** Make a note that is gone again, and open it. */
  bringBack(path: string, id: string): Promise<void>;
  linkMentions(
    target: string,
    places: readonly { source: string; from: number; to: number }[] | undefined,
  ): Promise<void>;
  ignoreMention(target: string, place: { source: string; from: number; name: string }): Promise<void>;
  /** A name never means this topic. */
  ignoreName(target: string, name: string): Promise<void>;
}

/** A change that takes longer than this (ms) is spoken of while it goes on. */
const patience = 700;

export function createFileActions(client: Client, session: Session): FileActions {
  const { workspace, notices, reveal, overlay, editor } = session;

  function show(place: Place, options: Where & { line?: number } = {}): void {
    workspace.set((state) => openPlace(state, place, { ...options, from: editor.get()?.line()?.line }));
    overlay.set((state) => ({ ...state, drawer: undefined }));
  }

  function open(path: string, options: OpenOptions = {}): void {
    show({ kind: isNote(path) ? 'note' : 'attachment', path }, options);
    const { line, focus = true } = options;
    reveal.set(focus ? { path, line } : undefined);
  }

  async function attempt<T>(work: Promise<T>, refused = notices.fail): Promise<T | undefined> {
    try {
      return await work;
    } catch (error) {
      refused(error);
      return undefined;
    }
  }

  /** What takes long is said, and can be called off until the disk is touched. */
  async function unhurried<T>(call: (options: CallOptions) => Promise<T>, name?: string): Promise<T> {
    const control = new AbortController();
    const cancel = { label: 'action.cancel', run: () => control.abort() } as const;
    let unsay = () => {};
    const timer = setTimeout(() => {
      unsay =
        name === undefined
          ? notices.sayUntil('notice.undoing', {}, cancel)
          : notices.sayUntil('notice.at-work', { name }, cancel);
    }, patience);
    try {
      return await call({ signal: control.signal });
    } finally {
      clearTimeout(timer);
      unsay();
    }
  }

  const undoAction = { label: 'action.undo', run: () => void undo() } as const;

  /** Paths of changes that were made as one, and are still to be taken back as one. */
  let batch = new Set<string>();

  async function undo(): Promise<void> {
    let of: string | undefined;
    do {
      const undone = await attempt(unhurried((options) => client.call('file.undo', {}, options)));
      if (!undone) return;
      if (undone.what === 'delete') workspace.set((state) => undone.paths.reduce(rememberPath, state));
      of = undone.paths.find((path) => batch.delete(path));
    } while (of !== undefined && batch.size > 0);
    notices.say('notice.undone');
  }

  /** Returns how many links followed. */
  async function renameOne(from: string, to: string, links: boolean | undefined): Promise<number> {
    const rename = (options: CallOptions) => client.call('file.rename', { from, to, links }, options);
    return (await unhurried(rename, basename(from))).edits.length;
  }

  async function removeOne(path: string): Promise<boolean> {
    const work = unhurried((options) => client.call('file.delete', { path }, options), basename(path));
    if (!(await attempt(work))) return false;
    workspace.set((state) => forgetPath(state, path));
    return true;
  }

  function sayIgnored(key: 'notice.ignored' | 'notice.never', what: Params<'mention.allow'>): void {
    const run = () => void attempt(client.call('mention.allow', what));
    notices.say(key, { name: what.name ?? '' }, { label: 'action.undo', run });
  }

  return {
    open,
    show,
    undo,
    focusNote(find) {
      const { place } = activeTab(workspace.get());
      if (place.kind === 'note') reveal.set({ path: place.path, line: undefined, find });
    },
    async create(folder, name, options) {
      const wanted = { folder, beside: noteInFront(session), name };
      const made = await attempt(client.call('note.create', wanted), options?.refused);
      if (!made) return undefined;
      workspace.set((state) => expandTo(state, made.path));
      open(made.path, options);
      workspace.set(writeInFront);
      return made.path;
    },
    async createFolder(path, options) {
      const made = await attempt(client.call('folder.create', { path }), options?.refused);
      if (made) workspace.set((state) => expandTo(state, `${made.path}/`));
    },
    async daily() {
      const note = await attempt(client.call('note.daily', {}));
      if (!note) return;
      open(note.path);
      workspace.set(writeInFront);
      if (note.missing !== undefined) notices.say('notice.no-template', { path: note.missing });
    },
    async linksToAsk(from, to) {
      if ((await client.call('settings.held', {})).links.update) return 0;
      const change = await client.call('file.rename', { from, to, links: true, dryRun: true });
      return change.edits.length;
    },
    async rename(from, to, links) {
      const n = await renameOne(from, to, links);
      const moved = dirname(from) !== dirname(to);
      if (n === 0) notices.say(moved ? 'notice.moved-alone' : 'notice.renamed-alone', {}, undoAction);
      else notices.say(moved ? 'notice.moved' : 'notice.renamed', { n }, undoAction);
    },
    async renameAll(moves, links) {
      const done = new Set<string>();
      try {
        for (const { from, to } of moves) {
          await renameOne(from, to, links);
          done.add(from);
        }
      } finally {
        batch = done;
        if (done.size > 0) notices.say('notice.moved-many', { n: done.size }, undoAction);
      }
    },
    async renameHeading(path, line, text) {
      const change = await attempt(client.call('heading.rename', { path, line, text }));
      if (change) notices.say('notice.renamed', { n: change.edits.length - 1 }, undoAction);
    },
    async remove(...paths) {
      const gone: string[] = [];
      for (const path of paths) if (await removeOne(path)) gone.push(path);
      const [first] = gone;
      if (first === undefined) return;
      batch = new Set(gone);
      if (gone.length === 1) notices.say('notice.deleted', { name: basename(first) }, undoAction);
      else notices.say('notice.deleted-many', { n: gone.length }, undoAction);
    },
    async restore(path, id) {
      const done = await attempt(client.call('history.restore', { path, id }));
      if (done) notices.say('notice.restored', {}, undoAction);
    },
    async bringBack(path, id) {
      const done = await attempt(client.call('history.restore', { path, id }));
      if (!done) return;
      workspace.set((state) => expandTo(state, path));
      open(path, { focus: false });
      notices.say('notice.brought-back', { name: basename(path) }, undoAction);
    },
    async linkMentions(target, places) {
      const params = places === undefined ? { target } : { target, places: [...places] };
      const change = await attempt(
        unhurried((options) => client.call('mention.link', params, options), stem(target)),
      );
      if (change) notices.say('notice.linked', { n: change.edits.length }, undoAction);
    },
    async ignoreName(target, name) {
      const done = await attempt(client.call('mention.ignore', { target, name }));
      if (done) sayIgnored('notice.never', { target, name });
    },
    async ignoreMention(target, { source, from, name }) {
      const done = await attempt(client.call('mention.ignore', { target, source, from, name }));
      if (done) sayIgnored('notice.ignored', { target, source, mark: done.mark });
    },
  };
}

/** Folder of the note in front; the root where there is none. */
function noteInFront(session: Session): string | undefined {
  const { place } = activeTab(session.workspace.get());
  return place.kind === 'note' ? place.path : undefined;
}
