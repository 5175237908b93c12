/** The thread that helps to walk a large vault: it looks at folders, and not below them. */
import { parentPort, workerData } from 'node:worker_threads';
import { scanFolder } from '../vault/walk.ts';

if (!parentPort) throw new Error('walk-worker runs as a worker thread only');
const port = parentPort;
const dir = workerData as string;

port.on('message', (folders: string[] | null) => {
  if (folders === null) port.close();
  else port.postMessage(folders.flatMap((path) => scanFolder(dir, path) ?? []));
});

// What takes longer to start than the walk takes gets nothing to do.
port.postMessage([]);
