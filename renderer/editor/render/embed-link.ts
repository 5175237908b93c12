import type { LinkSource } from '../link-at.ts';

/** What an embed or image points to. */
export type EmbedLink = Pick<LinkSource, 'form' | 'target'>;
