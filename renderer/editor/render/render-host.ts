import type { Client } from '../../../shared/contract/rpc.ts';
import type { Span } from '../../../shared/note/facts.ts';
import type { LinkTarget, OpenOptions } from '../host.ts';
import type { Translate } from '../messages.ts';
import type { RenderCache } from './render-cache.ts';

/** What drawing a text outside of the editor needs of the world around it. */
export interface RenderHost {
  client: Client;
  cache: RenderCache;
  /** Path of the note that the text is from: its links count from there. */
  source: string;
  t: Translate;
  openLink(target: LinkTarget, options: OpenOptions): void;
  openTag(tag: string): void;
  /** An address that the page may load, for a file of the vault. Rejects where there is no such file. */
  attachmentUrl(path: string): Promise<string>;
  /** Load images from the web without a click on each. */
  remoteImages: boolean;
  /** A line break within a paragraph is a space, or between characters of Chinese nothing. */
  strictLineBreaks: boolean;
  /** What is drawn around this text, as `path#fragment`, outermost first: nothing is drawn inside itself. */
  around: readonly string[];
  /** Draws a note, or a part of it: `drawNote`. */
  drawNote(text: string, span: Span, host: RenderHost, toggleTask?: (offset: number) => void): HTMLElement;
  /** Drawn for paper: all of it at once, whether it is in sight or not, and nothing that scrolls. */
  paper?: boolean;
  /** How many notes may still be drawn inside others: shared by all that is drawn together. */
  budget: { left: number };
  /** Something came later and may have changed a height. */
  resized(): void;
  /** Aborted when what was drawn is no longer shown: whatever listens for it ends then. */
  signal: AbortSignal;
}
