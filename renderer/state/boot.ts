/** What a window takes up when it opens: what was open, how it looks, and what to show first. */
import type { Json } from '../../shared/contract/api.ts';
import type { Client } from '../../shared/contract/rpc.ts';
import { readAppearance } from './appearance.ts';
import { type HostInfo, plainHost } from './host.ts';
import type { Place } from './place.ts';
import type { Session } from './session.ts';
import { plainLook } from './vault-look.ts';
import { createWorkspace, readWorkspace, type Workspace } from './workspace.ts';

export interface Boot {
  host: HostInfo;
  /** Folder of the vault: what is kept of the workspace is kept for it. */
  vault: string;
}

/** The preference that holds, by the folder of a vault, what was open there. */
const workspaceKey = 'workspace';
const appearanceKey = 'appearance';
/** Vaults remembered. */
const kept = 12;

/** Read everything that stands before the first view. What cannot be read is as if it had never been kept. */
export async function boot(client: Client, session: Session): Promise<Boot> {
  const [host, status, workspaces, looks] = await Promise.all([
    client.call('host.info', {}).catch(() => plainHost),
    client.call('vault.status', {}),
    client.call('preference.read', { key: workspaceKey }).catch(() => null),
    readLooks(client),
  ]);
  const startMode = looks.mode ?? 'live';
  session.appearance.set(looks.appearance);
  session.vaultLook.set(looks.vault);
  const known = readWorkspace(asRecord(workspaces)[status.dir]);
  session.workspace.set(
    known ? { ...known, startMode } : createWorkspace(await firstPlace(client), startMode),
  );
  return { host, vault: status.dir };
}

/** How things look. Who has chosen nothing on this machine yet sees the vault as its other editor shows it. */
async function readLooks(client: Client) {
  const [chosen, editor] = await Promise.all([
    client.call('preference.read', { key: appearanceKey }).catch(() => null),
    client.call('settings.editor', {}).catch(() => undefined),
  ]);
  const theirs = { theme: editor?.theme ?? undefined, textSize: editor?.textSize ?? undefined };
  const { accent = null, fonts = plainLook.fonts } = editor ?? {};
  return { mode: editor?.mode, appearance: readAppearance(chosen ?? theirs), vault: { accent, fonts } };
}

/** Where a vault is opened for the first time: its note of welcome, else the one changed last. */
async function firstPlace(client: Client): Promise<Place> {
  try {
    const { files } = await client.call('folder.list', { path: '' });
    const notes = files.filter((file) => file.kind === 'note');
    const welcome = notes.find((file) =>
      /^(welcome|start|home|readme|index|欢迎|开始|从这里开始|首页|主页)/iu.test(file.name),
    );
    if (welcome) return { kind: 'note', path: welcome.path };
    const [recent] = await client.call('switch.query', { query: '', limit: 1 });
    return recent ? { kind: 'note', path: recent.path } : { kind: 'blank' };
  } catch {
    return { kind: 'blank' };
  }
}

/** Keep what is open, a little after each change. The returned function stops, and writes what is waiting. */
export function keepSession(client: Client, session: Session, vault: string, delay = 400): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let appearance = session.appearance.get();

  async function write(): Promise<void> {
    timer = undefined;
    const all = asRecord(await client.call('preference.read', { key: workspaceKey }));
    const value = remember(all, vault, session.workspace.get());
    await client.call('preference.write', { key: workspaceKey, value });
    if (appearance === session.appearance.get()) return;
    appearance = session.appearance.get();
    await client.call('preference.write', { key: appearanceKey, value: { ...appearance } });
  }

  /** What is preferred in another window, or set in Obsidian, holds here too; it is not written again. */
  async function take(): Promise<void> {
    const { appearance: next, vault } = await readLooks(client);
    session.vaultLook.set((last) => (JSON.stringify(last) === JSON.stringify(vault) ? last : vault));
    const now = session.appearance.get();
    if (now !== appearance || JSON.stringify(now) === JSON.stringify(next)) return;
    appearance = next;
    session.appearance.set(next);
  }

  // What is open is worth no message: it is written again with the next change.
  const writeQuietly = () => void write().catch(() => {});
  const soon = () => {
    timer ??= setTimeout(writeQuietly, delay);
  };
  const offs = [
    session.workspace.subscribe(soon),
    session.appearance.subscribe(soon),
    client.on('settings.changed', ({ preference }) => {
      // What cannot be read now is read with the next change.
      if (preference === appearanceKey || preference === undefined) void take().catch(() => {});
    }),
  ];
  return () => {
    for (const off of offs) off();
    if (timer === undefined) return;
    clearTimeout(timer);
    writeQuietly();
  };
}

/** The vault's workspace put last; of too many, the oldest go. */
export function remember(all: { [key: string]: Json }, vault: string, workspace: Workspace) {
  const { [vault]: _old, ...rest } = all;
  const entries = Object.entries(rest).slice(1 - kept);
  return Object.fromEntries([...entries, [vault, structuredClone(workspace) as unknown as Json]]);
}

function asRecord(value: Json | null): { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
