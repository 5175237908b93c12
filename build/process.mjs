// Plain JavaScript that Node 18 runs: it is used before the project's own Node is there.
import { spawn } from 'node:child_process';

const GRACE = 5000;

/**
 * Run a command with its output caught.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions & { timeout?: number }} [options]
 * @returns {Promise<{code: number, output: string}>} code 127 where the command does not exist
 */
export function capture(command, args, options = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const take = (chunk) => {
      output += chunk;
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', (error) =>
      done({ code: error.code === 'ENOENT' ? 127 : 1, output: output + error.message }),
    );
    child.on('close', (code) => done({ code: code ?? 1, output }));
  });
}

/**
 * Run a command in the place of this process: same terminal, same signals, its exit code as the result.
 * A Ctrl+C reaches the child from the terminal itself; a signal sent to this process alone is handed on,
 * and a child that does not end within five seconds of it is killed.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>}
 */
export function become(command, args, options = {}) {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options });
    let last;
    const hand = (signal) => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
      last ??= setTimeout(() => child.kill('SIGKILL'), GRACE);
      last.unref();
    };
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, hand);
    const watch = whenOrphaned(() => hand('SIGTERM'));
    const settle = (result) => {
      clearTimeout(last);
      clearInterval(watch);
      for (const signal of signals) process.off(signal, hand);
      result();
    };
    child.on('error', (error) => settle(() => fail(error)));
    child.on('close', (code, signal) => settle(() => done(code ?? exitCode(signal))));
  });
}

/**
 * npm runs a script through a shell, and that shell does not hand on the signal that ends npm: a script of
 * npm that lost its parent has been asked to stop.
 */
function whenOrphaned(stop) {
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return undefined;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, 300);
  return timer.unref();
}

/** The shell's convention; a child that ended because it was asked to has ended well. */
function exitCode(signal) {
  if (signal === 'SIGINT') return 130;
  return signal === 'SIGTERM' ? 143 : 1;
}
