import { expect, test } from 'vitest';
import { handleProtocols, schemes } from '../../../electron/hosts/desktop/protocol.ts';
import { tempFolder } from '../../fixtures/temp.ts';

/** The handlers that Electron is given, by scheme. */
function handlers(vault: string) {
  const found = new Map<string, (request: Request) => Response | Promise<Response>>();
  const protocol = {
    handle: (scheme: string, handle: (request: Request) => Response | Promise<Response>) =>
      found.set(scheme, handle),
  };
  handleProtocols(protocol as never, {
    uiDir: tempFolder({ 'index.html': '<head></head>' }),
    vaultDir: () => vault,
  });
  return (address: string) => found.get(address.split(':')[0] ?? '')?.(new Request(address));
}

test('the page, and no other origin, may read the files of the vault', async () => {
  const ask = handlers(tempFolder({ '图/a.pdf': '%PDF' }));
  const response = await ask(`vault://files/${encodeURIComponent('图')}/a.pdf`);
  expect(await response?.text()).toBe('%PDF');
  expect(response?.headers.get('Access-Control-Allow-Origin')).toBe('app://ui');
  expect(schemes.find(({ scheme }) => scheme === 'vault')?.privileges).toMatchObject({ corsEnabled: true });
});

test.each([
  'vault://files/nothing.pdf',
  'vault://elsewhere/a.pdf',
  'vault://files/../a.pdf',
  'app://ui/nothing.js',
])('%s is not found', async (address) => {
  expect((await handlers(tempFolder({ 'b.pdf': '' }))(address))?.status).toBe(404);
});
