/** Text that has not reached its file yet. */
export interface RecoveryCopy {
  /** The window that put it away. */
  owner: string;
  text: string;
  /** Hash of what it began from. */
  hash: string;
  /** What it began from; undefined where there was no room to keep it. */
  base: string | undefined;
  /** When it was put away. */
  time: number;
}
