import type { en } from './en.ts';
import type { Message } from './message.ts';

export type MessageKey = keyof typeof en;
/** A language's words for everything. */
export type MessageTable = Record<MessageKey, Message>;
