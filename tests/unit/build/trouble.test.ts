import { expect, it } from 'vitest';
import { adviceFor, trouble } from '../../../build/trouble.mjs';

it.each([
  ['npm error code ENOSPC\nnpm error nospc no space left on device', 'disk is full'],
  [
    'npm error code ENOTFOUND\nnpm error request to https://registry.example/x failed',
    'Connect to the network',
  ],
  ['npm error code EAI_AGAIN', 'Connect to the network'],
  ['npm error code EACCES', 'cannot be written'],
  ['npm error code E404', 'no such package'],
  ['npm error code SELF_SIGNED_CERT_IN_CHAIN', 'NODE_EXTRA_CA_CERTS'],
  ['npm error code EUSAGE\n`npm ci` can only install packages when in sync', 'npm install'],
])('%s', (output, advice) => {
  expect(adviceFor(output)).toContain(advice);
});

it('says what failed, what to do, and what was printed', () => {
  const { message } = trouble('The packages could not be installed', 'something odd', 'Ask somebody.');
  expect(message).toBe('The packages could not be installed.\nAsk somebody.\n\nIt said:\nsomething odd');
});
