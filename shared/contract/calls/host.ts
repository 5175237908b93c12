/** What only the host can do; answered by it, not by the core. */
import * as v from 'valibot';
import { nothing, nullable, path, text } from '../shapes.ts';

export const hostCalls = {
  /** Answered by the host, not by the core. */
  'host.info': {
    params: nothing,
    result: v.object({
      kind: v.picklist(['desktop', 'web', 'direct']),
      platform: text,
      version: text,
      /** Language of the system, such as `zh-CN`; '' where not known. */
      language: text,
      canPickFolder: v.boolean(),
      canReveal: v.boolean(),
    }),
  },
  'host.pickFolder': { params: v.object({ title: text }), result: v.object({ path: nullable(text) }) },
  'host.openVault': { params: v.object({ dir: text }), result: v.object({ dir: text }) },
  /** Write what the window would print to a PDF, where the person says; `path` null where the person says nowhere. */
  'host.printPdf': { params: v.object({ name: text }), result: v.object({ path: nullable(text) }) },
  /** What the desktop app's menu says: its language, and the first chord (`Mod+Shift+F`) of each command that has one. */
  'host.showMenu': {
    params: v.object({ language: v.picklist(['en', 'zh-CN']), keys: v.record(text, text) }),
    result: nothing,
  },
  /** What a person chose in a menu, done as their keys would do it, where the focus is. The desktop app alone can. */
  'host.edit': {
    params: v.object({ action: v.picklist(['cut', 'copy', 'paste', 'pasteAsText']) }),
    result: nothing,
  },
  'host.reveal': { params: v.object({ path }), result: nothing },
  /**
   * An image from the web, for somebody who asked to see it; `data` is base64. Refuses with `blocked` what is not on the
   * internet, `not-found`, `too-large`, `unsupported`.
   */
  'host.fetchImage': {
    params: v.object({ url: v.pipe(v.string(), v.maxLength(8192)) }),
    result: v.object({ type: text, data: text }),
  },
  'host.openExternal': { params: v.object({ url: v.pipe(v.string(), v.maxLength(8192)) }), result: nothing },
} as const;
