/** Runs beside the page, in a world of its own, in a sandbox: passes frames, knows nothing of them. */
import { contextBridge, ipcRenderer } from 'electron';
import { bridgeName, type FrameBridge } from '../../../shared/contract/bridge.ts';
import { type FromMain, fromMain, type ToMain, toMain } from './channels.ts';

// Numbers of a page that was loaded anew go on rising, so that late frames for the old one are not taken.
let session = Date.now();
let onFrame: (frame: string) => void = () => {};
let onClose: () => void = () => {};

function send(kind: ToMain['kind'], frame = ''): void {
  ipcRenderer.send(toMain, { kind, session, frame } satisfies ToMain);
}

ipcRenderer.on(fromMain, (_event, message: FromMain) => {
  if (message.session !== session) return;
  if (message.kind === 'frame') onFrame(message.frame);
  else onClose();
});

const bridge: FrameBridge = {
  open(frameListener, closeListener) {
    session++;
    onFrame = frameListener;
    onClose = closeListener;
    send('open');
  },
  post: (frame) => send('frame', frame),
  close: () => send('close'),
};

contextBridge.exposeInMainWorld(bridgeName, bridge);
