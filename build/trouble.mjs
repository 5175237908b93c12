// Plain JavaScript that Node 18 runs: it is used before the project's own Node is there.

/** A failure of the set-up that a person can do something about. */
export class SetUpError extends Error {}

const CAUSES = [
  {
    sign: /ENOSPC|no space left/i,
    advice: 'The disk is full. Free about 1 GB, then run the same command again.',
  },
  {
    sign: /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network (?:timeout|request)/i,
    advice:
      'npm cannot reach its registry. Connect to the network, or set a proxy or mirror ' +
      '(npm config set proxy URL, npm config set registry URL), then run the same command again.',
  },
  {
    sign: /SELF_SIGNED_CERT|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|CERT_HAS_EXPIRED/i,
    advice:
      "The registry's certificate is not trusted here. Behind a company's proxy, " +
      'set NODE_EXTRA_CA_CERTS to its certificate file.',
  },
  {
    sign: /EACCES|EPERM|EROFS|read-only file system/i,
    advice:
      'This folder cannot be written. Give yourself the right to write in it, or move the project to one that you own.',
  },
  {
    sign: /package\.json and package-lock\.json.*(?:in sync|not in sync)|EUSAGE/is,
    advice: 'package.json and package-lock.json disagree. Run: npm install',
  },
  {
    sign: /E404|ETARGET|No matching version/i,
    advice:
      'The registry has no such package. If a mirror is set (npm config get registry), try the official one.',
  },
];

/**
 * What to do about a failed command, from what it printed.
 *
 * @param {string} output
 * @returns {string | undefined}
 */
export function adviceFor(output) {
  return CAUSES.find((cause) => cause.sign.test(output))?.advice;
}

/**
 * The error for a failed step: what failed, what to do, and the end of what was printed.
 *
 * @param {string} what
 * @param {string} output
 * @param {string} [otherwise] advice where the output names no known cause
 */
export function trouble(what, output, otherwise) {
  const known = adviceFor(output);
  const lines = output
    .trim()
    .split('\n')
    .filter((line) => !line.startsWith('npm warn'));
  // A known cause needs its name only; an unknown one is likely told at the end.
  const shown = (known ? lines.slice(0, 3) : lines.slice(-25)).join('\n');
  const parts = [`${what}.`, known ?? otherwise, shown && `\nIt said:\n${shown}`];
  return new SetUpError(parts.filter(Boolean).join('\n'));
}

/**
 * Run the body of a command: set-up errors become their message and exit code 1, others show whole.
 *
 * @param {() => Promise<number>} body
 */
export async function finish(body) {
  try {
    process.exitCode = await body();
  } catch (error) {
    process.stderr.write(`${error instanceof SetUpError ? error.message : error.stack}\n`);
    process.exitCode = 1;
  }
}
