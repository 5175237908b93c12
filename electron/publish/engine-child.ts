/**
 * The embedded Hugo's own process (a thread under Electron, which runs no second Node): a WebAssembly build of Hugo over
 * a file system in memory, driven by messages. It ends when its parent does.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';

/** One step of work. Paths are relative to the site. */
export interface EngineRequest {
  id: number;
  write: Record<string, string>;
  remove: readonly string[];
  /** Read the configuration and begin a new site with it. */
  configure: boolean;
  /** Files of the built site to hand back. */
  read: readonly string[];
}

export interface EngineReply {
  id: number;
  /** What Hugo says failed; null where it built. */
  error: string | null;
  log: string[];
  /** Of the files asked for, those that were built. */
  files: Record<string, string>;
}

/** What Hugo's WebAssembly build puts into the global object. */
interface HugoGlobals {
  Go: new () => { importObject: WebAssembly.Imports; run(instance: WebAssembly.Instance): Promise<void> };
  window: unknown;
  hugo_wasm_logging: string[];
  initHugoConfig(): unknown;
  writeHugoFiles(json: string): unknown;
  removeHugoFiles(json: string): unknown;
  readHugoFiles(json: string): Record<string, string>;
  buildHugo(): string | null;
}

const hugo = globalThis as unknown as HugoGlobals;

/** Beside the built code, or in the package that it comes from. */
function engineFolder(): string {
  const built = join(import.meta.dirname, 'hugo');
  if (existsSync(built)) return built;
  const main = createRequire(import.meta.url).resolve('@bookshop/hugo-engine');
  return join(dirname(main), 'full-hugo-renderer');
}

async function start(): Promise<void> {
  const folder = engineFolder();
  // Go's support script keeps what Hugo prints in `window.hugo_wasm_logging`.
  hugo.window = globalThis;
  hugo.hugo_wasm_logging = [];
  createRequire(import.meta.url)(join(folder, 'wasm_exec.js'));
  const go = new hugo.Go();
  const code = gunzipSync(readFileSync(join(folder, 'hugo_renderer.wasm.gz')));
  const { instance } = await WebAssembly.instantiate(code, go.importObject);
  void go.run(instance);
  while (typeof hugo.buildHugo !== 'function') await new Promise((resume) => setTimeout(resume, 2));
}

function answer({ id, write, remove, configure, read }: EngineRequest): EngineReply {
  hugo.hugo_wasm_logging = [];
  hugo.removeHugoFiles(JSON.stringify(remove));
  hugo.writeHugoFiles(JSON.stringify(write));
  const refused = configure ? hugo.initHugoConfig() : null;
  const error = typeof refused === 'string' ? refused : hugo.buildHugo();
  const log = hugo.hugo_wasm_logging;
  const files = error === null ? hugo.readHugoFiles(JSON.stringify(read)) : {};
  return { id, error, log, files: Object.fromEntries(Object.entries(files).filter(([, text]) => text)) };
}

const ready = start();

async function serve(request: EngineRequest, post: (reply: EngineReply) => void): Promise<void> {
  await ready;
  post(answer(request));
}

if (parentPort) {
  const port = parentPort;
  port.on('message', (request: EngineRequest) => void serve(request, (reply) => port.postMessage(reply)));
} else {
  process.on('message', (request: EngineRequest) => void serve(request, (reply) => process.send?.(reply)));
  process.on('disconnect', () => process.exit());
}
