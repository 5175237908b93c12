import { basename } from 'node:path';
import type { VaultStatus } from '../../shared/contract/api.ts';
import type { Store } from '../index/store.ts';
import type { Vault } from '../vault/vault.ts';
import type { Progress } from './filling.ts';

/** The state of the vault as a window shows it. */
export function statusOf(
  vault: Vault,
  store: Store,
  progress: Progress,
  revision: number,
  starter: boolean,
): VaultStatus {
  const { notes, attachments } = store.files.counts();
  return {
    name: basename(vault.dir),
    dir: vault.dir,
    ...progress,
    notes,
    attachments,
    revision,
    starter,
    readOnly: !vault.writable(),
  };
}
