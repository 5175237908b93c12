/** The thread that the core runs in. */
import { parentPort, workerData } from 'node:worker_threads';
import { createCore } from '../core/core.ts';
import { serveCore } from './core-server.ts';
import type { CoreData } from './start-core.ts';

if (!parentPort) throw new Error('core-worker runs as a worker thread only');
const data = workerData as CoreData;
const log = (line: string) => console.error(`core: ${line}`);
await serveCore(parentPort, (again) => createCore({ ...data, log, onDamage: again }));
