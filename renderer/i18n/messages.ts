import type { Message } from '../../shared/words/message.ts';
import type { en } from './en.ts';

export type MessageKey = keyof typeof en;
/** A language's words for everything. */
export type MessageTable = Record<MessageKey, Message>;
