import { createContext, useContext } from 'react';
import type { Result } from '../../shared/contract/api.ts';

export type HostInfo = Result<'host.info'>;

/** What a window assumes until its host has said more. */
export const plainHost: HostInfo = {
  kind: 'web',
  platform: '',
  version: '',
  language: '',
  canPickFolder: false,
  canReveal: false,
};

export const HostContext = createContext<HostInfo>(plainHost);

export function useHost(): HostInfo {
  return useContext(HostContext);
}

/** Whether keys and signs are those of a Mac. */
export function isMac(host: HostInfo): boolean {
  return host.platform === 'darwin' || (host.platform === '' && /mac/i.test(navigator.userAgent));
}
