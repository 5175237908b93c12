/** What passes between the preload and the main process. A session is one connection of one page. */

export interface ToMain {
  kind: 'open' | 'frame' | 'close';
  session: number;
  frame: string;
}

export interface FromMain {
  kind: 'frame' | 'close';
  session: number;
  frame: string;
}

export const toMain = 'commonplace:to-main';
export const fromMain = 'commonplace:from-main';
