import { setTimeout } from 'node:timers/promises';
import type { MessagePort } from 'node:worker_threads';
import { type EventName, type Events, eventSchemas } from '../../shared/contract/api.ts';
import { type ErrorFrame, toErrorFrame } from '../../shared/contract/errors.ts';
import { type Handlers, type Service, serve } from '../../shared/contract/rpc.ts';
import { overMessagePort } from './message-port.ts';

/** What a worker needs of a core. */
export interface RunningCore {
  handlers: Handlers;
  events: { on<E extends EventName>(name: E, listener: (data: Events[E]) => void): () => void };
  dispose(): void | Promise<void>;
}

/** What the host tells the worker. */
export type ToWorker = { kind: 'connect'; port: MessagePort } | { kind: 'stop' };

/** What the worker tells the host. */
/** `again`: it ends of its own will, to be started anew. */
export type FromWorker = { kind: 'ready' } | { kind: 'again' } | { kind: 'failed'; error: ErrorFrame };

/** How long (ms) a stop waits for channels that nobody closed. */
const closeGrace = 1_000;

/**
 * Serve one core to many clients: each gets its own channel, and every event goes to all of them.
 * Channels that come before the core is ready wait for it.
 * @param start is given what ends this core so that another takes its place
 */
export async function serveCore(
  host: MessagePort,
  start: (again: () => void) => Promise<RunningCore>,
): Promise<void> {
  const waiting: MessagePort[] = [];
  const stop = Promise.withResolvers<void>();
  let over = false;
  const again = () => {
    over = true;
    stop.resolve();
  };
  let accept = (channel: MessagePort): void => {
    waiting.push(channel);
  };
  host.on('message', (message: ToWorker) => {
    if (message.kind === 'connect') accept(message.port);
    else stop.resolve();
  });

  let core: RunningCore;
  try {
    core = await start(again);
  } catch (error) {
    tell(host, { kind: 'failed', error: toErrorFrame(error) });
    host.close();
    return;
  }
  const clients = createAudience(core);
  accept = clients.add;
  for (const channel of waiting) accept(channel);
  tell(host, { kind: 'ready' });

  await stop.promise;
  if (over) tell(host, { kind: 'again' });
  await clients.dispose(over);
  await core.dispose();
  host.close();
}

function tell(host: MessagePort, message: FromWorker): void {
  host.postMessage(message);
}

function createAudience(core: RunningCore) {
  const services = new Map<MessagePort, Service>();
  const leaving = new Set<Promise<void>>();
  const broadcast = <E extends EventName>(name: E) =>
    core.events.on(name, (data) => {
      for (const service of services.values()) service.emit(name, data);
    });
  const stops = Object.keys(eventSchemas).map((name) => broadcast(name as EventName));

  function leave(channel: MessagePort, service: Service): void {
    services.delete(channel);
    const settled = service.settled();
    leaving.add(settled);
    void settled.then(() => leaving.delete(settled));
  }

  return {
    add(channel: MessagePort): void {
      const service = serve(overMessagePort(channel), core.handlers);
      services.set(channel, service);
      channel.on('close', () => leave(channel, service));
    },
    /**
     * What a client sent before it left is still done: the last words of a window are often a note to save.
     * A channel closes after its last message was delivered, and the host closes its ends before it says stop.
     * @param now the host has said nothing: nobody is waited for
     */
    async dispose(now: boolean): Promise<void> {
      const channels = now ? [] : [...services.keys()];
      const closed = channels.map((channel) => new Promise((resolve) => channel.once('close', resolve)));
      await Promise.race([Promise.all(closed), setTimeout(closeGrace, undefined, { ref: false })]);
      for (const off of stops) off();
      for (const service of services.values()) service.close();
      await Promise.all(leaving);
    },
  };
}
