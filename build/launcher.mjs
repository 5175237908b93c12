#!/usr/bin/env node
// Copied to dist/cli.js. Syntax that an old Node parses too: it has to be able to say what is wrong.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

if (Number.parseInt(process.versions.node, 10) >= 24) import('./cli-main.js');
else goOn(ownNode());

/** The Node that the set-up fetched into the checkout, or undefined. */
function ownNode() {
  const modules = join(here, '..', '.tool', 'node_modules');
  if (!existsSync(modules)) return undefined;
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const names = readdirSync(modules).filter((name) => name.startsWith('node-'));
  return names.map((name) => join(modules, name, 'bin', file)).find((path) => existsSync(path));
}

function goOn(node) {
  if (!node) {
    console.error(
      `commonplace needs Node 24 or newer; this is ${process.versions.node}.\n` +
        'Install one from https://nodejs.org, or, in a checkout, run npm start once: it fetches its own.',
    );
    process.exitCode = 3;
    return;
  }
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // Ctrl+C reaches the child from the terminal itself.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on('close', (code, signal) => {
    process.exitCode = code === null ? (signal === 'SIGINT' ? 130 : 143) : code;
  });
}
