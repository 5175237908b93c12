import { hash } from 'node:crypto';

/** What everything that is kept of a vault beside it is named by. @param vaultDir real path of its folder */
export const vaultKey = (vaultDir: string) => hash('sha256', vaultDir, 'hex').slice(0, 16);
