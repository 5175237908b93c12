import type { IpcMain, IpcMainEvent, WebContents } from 'electron';
import * as v from 'valibot';
import type { EventName, Events } from '../../../shared/contract/api.ts';
import { createTextPort, type Port } from '../../../shared/contract/port.ts';
import type { Service } from '../../../shared/contract/rpc.ts';
import { type FromMain, fromMain, toMain } from './channels.ts';
import { isPageUrl } from './protocol.ts';

const toMainSchema = v.object({
  kind: v.picklist(['open', 'frame', 'close']),
  session: v.number(),
  frame: v.string(),
});

interface Session {
  number: number;
  service: Service;
  receive(frame: string): void;
  ended(): void;
}

export interface Relay {
  /** Send an event to the page in `contents`, if it is connected. */
  emit<E extends EventName>(contents: WebContents, name: E, data: Events[E]): void;
}

export interface RelayOptions {
  ipc: Pick<IpcMain, 'on'>;
  /** Whether a window is one of the app's. */
  isOwn(contents: WebContents): boolean;
  /** Join a page to the core. */
  attach(port: Port, contents: WebContents): Service;
  warn(line: string): void;
}

/**
 * Carry frames between pages and the core. One page has one connection; a new one ends the one before.
 * A message is taken only from the main frame of a window of ours that shows our page.
 */
export function createRelay({ ipc, isOwn, attach, warn }: RelayOptions): Relay {
  const sessions = new Map<WebContents, Session>();

  ipc.on(toMain, (event, message: unknown) => {
    if (!isFromPage(event, isOwn))
      return warn(`Refused a message from ${event.senderFrame?.url ?? 'no frame'}`);
    const parsed = v.safeParse(toMainSchema, message);
    if (!parsed.success) return warn('Refused a message of no known shape');
    const { kind, session, frame } = parsed.output;
    if (kind === 'open') return open(event.sender, session);
    const current = sessions.get(event.sender);
    if (current?.number !== session) return;
    if (kind === 'close') current.ended();
    else take(current, frame);
  });

  function open(contents: WebContents, number: number): void {
    const before = sessions.get(contents);
    if (!before) contents.once('destroyed', () => sessions.get(contents)?.ended());
    before?.ended();
    const post = (message: FromMain) => {
      if (!contents.isDestroyed()) contents.send(fromMain, message);
    };
    const wired = createTextPort({
      send: (frame) => post({ kind: 'frame', session: number, frame }),
      close: () => post({ kind: 'close', session: number, frame: '' }),
    });
    const service = attach(wired.port, contents);
    sessions.set(contents, { number, service, receive: wired.receive, ended: wired.ended });
  }

  function take(session: Session, frame: string): void {
    try {
      session.receive(frame);
    } catch {
      warn('Refused a frame that is no JSON');
    }
  }

  return { emit: (contents, name, data) => sessions.get(contents)?.service.emit(name, data) };
}

function isFromPage(event: IpcMainEvent, isOwn: (contents: WebContents) => boolean): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && isPageUrl(frame.url) && isOwn(event.sender);
}
