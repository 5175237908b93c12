import { history } from '@codemirror/commands';
import { EditorState, type Transaction, type TransactionSpec } from '@codemirror/state';
import type { Events, Result } from '../../../shared/contract/api.ts';
import { AppError, type ErrorFrame, toErrorFrame } from '../../../shared/contract/errors.ts';
import type { Client } from '../../../shared/contract/rpc.ts';
import { keepImageSizes } from '../render/render-cache.ts';
import { createBackOff } from './back-off.ts';
import {
  type DocumentInfo,
  type DocumentNotice,
  type DocumentStatus,
  failureStatus,
  isCode,
  movedPath,
} from './document-info.ts';
import { lineEndings, splitText } from './line-endings.ts';
import type { DocumentOptions, NoteDocument } from './note-document.ts';
import { fromDisk, OpenText, type TextView } from './open-text.ts';
import { createPause } from './pause.ts';
import { type Base, isCut, type Recovered, reconcile, recovered } from './reconcile.ts';
import type { RecoveryCopy } from './recovery-copy.ts';
import { createSaveTimer, type SaveTimer } from './save-timer.ts';

/** After so many merges in a row without a save in between, wait as after any failure. */
const mergeLimit = 5;
/** Milliseconds until unsaved text is put aside, and characters that add one each. */
const recoveryDelay = 1000;
const recoveryRate = 500;
/** Milliseconds after which a text that seemed to be half written is looked at again. */
const settleDelay = 150;

/** Open a note. The text is read at once and saves itself from then on. */
export function createDocument(client: Client, path: string, options: DocumentOptions = {}): NoteDocument {
  return new Document(client, path, options);
}

class Document implements NoteDocument {
  path: string;
  info: DocumentInfo;
  ready: Promise<void>;
  text: OpenText | undefined;
  scroll: { pos: number; offset: number } | undefined;

  private readonly client: Client;
  private readonly options: DocumentOptions;
  private readonly listeners = new Set<() => void>();
  private readonly noticeListeners = new Set<(notice: DocumentNotice) => void>();
  /** What happened while nobody was there to be told. */
  private readonly unheard: DocumentNotice[] = [];
  private readonly stopListening: () => void;
  private readonly backOff = createBackOff();

  private base: Base | undefined;
  private readOnly: Result<'note.read'>['readOnly'] = null;
  private error: ErrorFrame | undefined;
  private unsaved = false;
  private gone = false;
  private writing = false;
  private disposed = false;
  private holds = 0;
  /** The disk may hold another text than `base`; the revision that said so. */
  private stale: number | undefined;
  /** Another program may have written what is on the disk. */
  private outside = false;
  private readonly textListeners = new Set<() => void>();
  private saveWanted = false;
  private merges = 0;
  private working = false;
  private running = Promise.resolve();
  private readonly saveTimer: SaveTimer;
  private readonly settling = createPause();
  private recoveryTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(client: Client, path: string, options: DocumentOptions) {
    this.client = client;
    this.path = path;
    this.options = options;
    this.info = { path, status: 'loading', error: undefined, readOnly: null };
    this.saveTimer = createSaveTimer(() => this.save(), options.saveDelay, options.longestDelay);
    this.stopListening = client.on('vault.changed', (change) => this.vaultChanged(change));
    this.ready = this.load();
  }

  get holdsUnsaved(): boolean {
    return this.unsaved || this.writing;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  onText(listener: () => void): () => void {
    this.textListeners.add(listener);
    return () => this.textListeners.delete(listener);
  }

  onNotice(listener: (notice: DocumentNotice) => void): () => void {
    this.noticeListeners.add(listener);
    for (const notice of this.unheard.splice(0)) listener(notice);
    return () => this.noticeListeners.delete(listener);
  }

  attach(view: TextView): () => void {
    return this.text?.attach(view) ?? (() => {});
  }

  edit(spec: TransactionSpec): void {
    if (!this.readOnly) this.text?.edit(spec);
  }

  hold(): () => void {
    this.holds++;
    let released = false;
    return () => {
      if (released) return;
      released = true;
      this.holds--;
      if (this.holds > 0) return;
      if (this.unsaved) this.scheduleSave();
      void this.pump();
    };
  }

  async flush(): Promise<boolean> {
    if (!this.text) await this.ready;
    this.saveTimer.stop();
    this.saveWanted = this.unsaved && !this.gone;
    await this.pump();
    return !this.unsaved;
  }

  putAside(): void {
    if (!this.unsaved || !this.text) return;
    const { hash, text: base } = this.base ?? { hash: '', text: undefined };
    this.options.recovery?.write(this.path, { text: this.text.toString(), hash, base });
  }

  async restore(): Promise<void> {
    if (!this.gone || !this.text) return;
    const text = this.text.toString();
    try {
      await this.client.call('note.create', { path: this.path, text });
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'exists') return this.failed(error);
    }
    this.stale = 0;
    await this.pump();
  }

  async discard(): Promise<boolean> {
    if (!this.gone || !this.text) return false;
    if (this.unsaved && !(await this.keepFormer(this.text.toString(), 'merge'))) return false;
    this.unsaved = false;
    this.options.recovery?.clear(this.path);
    this.changed();
    return true;
  }

  reload(): Promise<void> {
    if (!this.text) this.ready = this.load();
    return this.ready;
  }

  dispose(): void {
    this.putAside();
    this.disposed = true;
    this.stopListening();
    this.backOff.stop();
    this.saveTimer.stop();
    this.settling.stop();
    clearTimeout(this.recoveryTimer);
    this.listeners.clear();
    this.noticeListeners.clear();
  }

  private async load(): Promise<void> {
    const waiting = this.options.recovery?.read(this.path) ?? Promise.resolve([]);
    try {
      const found = await this.client.call('note.read', { path: this.path, images: true });
      const copies = await waiting;
      if (this.disposed) return;
      keepImageSizes(this.client, found);
      this.open(found, copies);
      this.error = undefined;
      this.backOff.stop();
    } catch (error) {
      const copies = await waiting;
      if (this.disposed) return;
      if (isCode(error, 'not-found')) {
        this.gone = true;
        this.base = { text: '', hash: '' };
        this.text = this.openText('');
        // Nothing was taken out of a file that is not there: the copies count whole.
        const whole = copies.map((copy) => ({ ...copy, base: undefined }));
        this.bringBack(recovered(this.base, whole), copies);
      } else {
        this.error = toErrorFrame(error);
        if (failureStatus(this.error) === 'offline') this.backOff.start(() => void this.reload());
      }
    }
    this.changed();
    if (this.stale !== undefined) void this.pump();
  }

  private openText(text: string): OpenText {
    const create = this.options.createState ?? plainState;
    return new OpenText(
      text,
      (from) => create(from, this.readOnly !== null),
      (transaction) => {
        this.textChanged(transaction);
        for (const listener of [...this.textListeners]) listener();
      },
    );
  }

  private open(found: Result<'note.read'>, copies: readonly RecoveryCopy[]): void {
    this.base = { text: found.text, hash: found.hash };
    const back = recovered(this.base, copies);
    // Text that waits for the right to write is shown, and tried again, not hidden behind the lack of it.
    const wanted = found.readOnly === null || (found.readOnly === 'no-access' && back.text !== found.text);
    this.readOnly = wanted ? null : found.readOnly;
    this.text = this.openText(found.text);
    if (wanted) this.bringBack(back, copies);
  }

  /** Bring back what the last window could not save. */
  private bringBack({ text, conflicts }: Recovered, copies: readonly RecoveryCopy[]): void {
    if (copies.length === 0) return;
    if (text === this.base?.text) this.options.recovery?.clear(this.path);
    else {
      this.text?.replace(text);
      this.unsaved = true;
      this.putAside();
      this.scheduleSave();
      this.notice({ kind: 'recovered', conflicts });
    }
    this.options.recovery?.adopt(this.path, copies);
  }

  /** A long text waits longer: all of it goes, and the person is typing. */
  private recoveryWait(): number {
    return recoveryDelay + (this.text?.state.doc.length ?? 0) / recoveryRate;
  }

  private textChanged(transaction: Transaction): void {
    if (transaction.annotation(fromDisk)) return;
    this.unsaved = true;
    this.recoveryTimer ??= setTimeout(() => {
      this.recoveryTimer = undefined;
      this.putAside();
    }, this.recoveryWait());
    this.scheduleSave();
    this.changed();
  }

  private scheduleSave(): void {
    if (!this.gone && this.holds === 0 && !this.backOff.waiting) this.saveTimer.start();
  }

  private save(): void {
    this.saveWanted = this.unsaved && this.holds === 0;
    void this.pump();
  }

  private vaultChanged({ paths, moved, revision, here, again }: Events['vault.changed']): void {
    if (again) return;
    const to = movedPath(this.path, moved);
    if (to !== undefined) this.follow(to);
    if (to === undefined && paths !== null && !paths.includes(this.path)) return;
    this.stale = revision;
    if (!here) this.outside = true;
    void this.pump();
  }

  private follow(to: string): void {
    const from = this.path;
    this.path = to;
    this.gone = false;
    this.options.recovery?.clear(from);
    this.putAside();
    this.changed();
    this.notice({ kind: 'moved', from });
  }

  /** One thing at a time: look at the disk where it may have changed, then save what is unsaved. */
  private pump(): Promise<void> {
    if (!this.working) this.running = this.work();
    return this.running;
  }

  private async work(): Promise<void> {
    this.working = true;
    try {
      while (this.text && !this.disposed) {
        if (this.stale !== undefined && this.holds === 0) await this.reread(this.stale);
        else if (this.saveWanted) await this.write();
        else return;
      }
    } catch (error) {
      this.failed(error);
    } finally {
      // Before whoever waits is told: what they then want is done in a round of its own.
      this.working = false;
    }
  }

  private async reread(revision: number): Promise<void> {
    const path = this.path;
    try {
      const found = await this.readWhole(path);
      if (!found || path !== this.path || this.holds > 0 || this.disposed) return;
      if (this.stale === revision) this.stale = undefined;
      this.gone = false;
      const { outside } = this;
      this.outside = false;
      this.take({ text: found.text, hash: found.hash }, outside);
      this.succeeded();
    } catch (error) {
      if (!isCode(error, 'not-found')) throw error;
      if (path !== this.path) return;
      this.stale = undefined;
      this.lost();
    }
  }

  /** A text that only lacks its end may be half written: it is taken once it stands still. */
  private async readWhole(path: string): Promise<Base | undefined> {
    let found = await this.client.call('note.read', { path });
    while (isCut(found.text, this.base?.text)) {
      if (!(await this.settling.wait(settleDelay))) return undefined;
      const before = found.hash;
      found = await this.client.call('note.read', { path });
      if (found.hash === before) break;
    }
    // Its text would be full of signs for what could not be read, and none of it could be saved.
    if (found.readOnly === 'not-utf8' && !this.readOnly)
      throw new AppError('not-utf8', `${path} is not UTF-8 text any more`, { path });
    return { text: found.text, hash: found.hash };
  }

  /** The disk holds `found`: bring it and ours together. What the person asked for, in whichever window, is no news. */
  private take(found: Base, outside: boolean): void {
    if (!this.text || found.hash === this.base?.hash) return;
    const ours = this.text.toString();
    const { text, merged, conflicts } = reconcile(this.base?.text, ours, found.text);
    this.keepFormer(this.base?.text, 'replaced', found.hash);
    if (merged) this.keepFormer(ours, 'merge');
    this.base = found;
    if (text !== ours) this.text.replace(text);
    this.unsaved = text !== found.text;
    if (!this.unsaved) this.options.recovery?.clear(this.path);
    this.saveWanted = this.unsaved;
    this.changed();
    if (merged && (outside || conflicts > 0)) this.notice({ kind: 'merged', conflicts });
    else if (text !== ours && outside) this.notice({ kind: 'reloaded' });
  }

  /** The history should have what this editor alone still has. True where it has it. */
  private async keepFormer(text: string | undefined, reason: 'replaced' | 'merge', found?: string) {
    if (!text) return true;
    const params = { path: this.path, text, reason, ...(found === undefined ? {} : { found }) };
    return this.client.call('history.keep', params).then(
      ({ kept }) => kept,
      () => false,
    );
  }

  private async write(): Promise<void> {
    if (!this.text || !this.base) return;
    this.saveWanted = false;
    const text = this.text.toString();
    const { path, base } = this;
    this.unsaved = false;
    if (text === base.text) return this.succeeded();
    this.writing = true;
    this.changed();
    try {
      const saved = await this.client.call('note.write', { path, text, base: base.hash });
      this.base = { text, hash: saved.hash };
      this.merges = 0;
      if (this.stale === saved.revision) this.stale = undefined;
      this.writing = false;
      this.succeeded();
    } catch (error) {
      this.writing = false;
      this.unsaved = true;
      this.refused(path, error);
    }
  }

  private refused(path: string, error: unknown): void {
    if (path !== this.path) this.saveWanted = true;
    else if (isCode(error, 'not-found')) this.lost();
    else if (isCode(error, 'conflict') && this.merges < mergeLimit) {
      this.merges++;
      const { text, hash } = error.data;
      const whole = typeof text === 'string' && typeof hash === 'string' && !isCut(text, this.base?.text);
      if (this.holds > 0 || !whole) this.stale ??= 0;
      else {
        this.take({ text, hash }, true);
        this.saveWanted = this.unsaved;
      }
    } else throw error;
  }

  private lost(): void {
    this.gone = true;
    this.saveWanted = false;
    const former = this.base?.text;
    this.unsaved = this.text?.toString() !== former;
    this.putAside();
    this.changed();
    // Whoever took the file away may have had no history: then the text waits here.
    void this.keepFormer(former, 'replaced').then((kept) => {
      if (kept || !this.gone || this.disposed) return;
      this.unsaved = true;
      this.putAside();
    });
  }

  private succeeded(): void {
    this.error = undefined;
    this.backOff.stop();
    this.saveTimer.stop();
    if (this.unsaved) this.scheduleSave();
    else {
      clearTimeout(this.recoveryTimer);
      this.recoveryTimer = undefined;
      this.options.recovery?.clear(this.path);
    }
    this.changed();
  }

  private failed(error: unknown): void {
    if (this.disposed) return;
    this.error = toErrorFrame(error);
    this.merges = 0;
    this.putAside();
    this.backOff.start(() => {
      this.saveWanted = this.unsaved && !this.gone;
      void this.pump();
    });
    this.changed();
  }

  private changed(): void {
    const status = this.status();
    const { info, path, error, readOnly } = this;
    if (info.path === path && info.status === status && info.error === error && info.readOnly === readOnly)
      return;
    this.info = { path, status, error, readOnly };
    for (const listener of [...this.listeners]) listener();
  }

  private status(): DocumentStatus {
    if (!this.text) return this.error ? 'error' : 'loading';
    if (this.readOnly) return 'read-only';
    if (this.gone) return 'missing';
    if (this.error) return failureStatus(this.error);
    if (this.writing) return 'saving';
    return this.unsaved ? 'dirty' : 'saved';
  }

  private notice(notice: DocumentNotice): void {
    if (this.noticeListeners.size === 0) this.unheard.push(notice);
    for (const listener of [...this.noticeListeners]) listener(notice);
  }
}

function plainState(text: string, readOnly: boolean): EditorState {
  const { doc, endings } = splitText(text);
  return EditorState.create({
    doc,
    extensions: [history(), lineEndings(endings), EditorState.readOnly.of(readOnly)],
  });
}
