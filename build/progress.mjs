// Plain JavaScript that Node 18 runs: it is used before the project's own Node is there.

const WIDTH = 100;

/**
 * Do one slow step and say so on `stream`: on a terminal one line that is rewritten with the seconds
 * gone and then wiped, elsewhere one plain line at the start.
 *
 * @template T
 * @param {string} label
 * @param {() => Promise<T>} work
 * @param {NodeJS.WriteStream} [stream] default: standard error, so that standard output stays for results
 * @returns {Promise<T>}
 */
export async function step(label, work, stream = process.stderr) {
  if (!stream.isTTY) {
    stream.write(`${label} …\n`);
    return work();
  }
  const began = Date.now();
  const draw = () => stream.write(`\r\x1b[K${line(label, Date.now() - began, stream.columns ?? WIDTH)}`);
  draw();
  const timer = setInterval(draw, 1000);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    stream.write('\r\x1b[K');
  }
}

function line(label, elapsed, columns) {
  const seconds = Math.round(elapsed / 1000);
  const text = seconds > 0 ? `${label} … ${seconds} s` : `${label} …`;
  return text.slice(0, columns - 1);
}
