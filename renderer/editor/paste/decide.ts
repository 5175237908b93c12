/** What a paste is to become, from what the clipboard holds and where it goes. */

export interface Clip {
  text: string;
  html: string;
  /** Language of the code, where it was copied from VS Code; undefined where it was not. */
  codeMode: string | undefined;
  files: readonly File[];
}

export interface Target {
  /** In code, math, a comment, front matter or the target of a link: what is pasted stays as it is. */
  raw: boolean;
  /** The selected text. */
  selected: string;
  /** The line before the cursor. */
  before: string;
}

export type Paste =
  | { kind: 'plain' }
  | { kind: 'text'; text: string }
  | { kind: 'files'; files: readonly File[] }
  | { kind: 'html'; html: string };

const address = /^(?:https?|mailto|ftp|obsidian|file):\S+$/i;
const structure =
  /<(?:a\s[^>]*href|strong|b[\s>]|em[\s>]|i[\s>]|h[1-6]|[uo]l|li|table|pre|code|img|blockquote|del|s[\s>]|hr|mark|kbd|su[bp][\s>]|input)|font-weight:\s*(?:bold|[6-9]00)|mso-list/i;

/** The first rule that fits; `plain` leaves it to the editor. */
export function decidePaste(clip: Clip, target: Target): Paste {
  const text = clip.text.replace(/\r\n?/g, '\n');
  const url = text.trim();
  if (target.raw) return { kind: 'plain' };
  if (address.test(url)) return overSelection(url, target.selected);
  if (clip.files.length > 0 && !hasContent(clip)) return { kind: 'files', files: clip.files };
  if (clip.codeMode !== undefined) return code(text, clip.codeMode, target.before);
  if (clip.html !== '' && structure.test(clip.html)) return { kind: 'html', html: clip.html };
  return text.includes('\n') ? { kind: 'text', text } : { kind: 'plain' };
}

/** A spreadsheet and a page of Word come with a picture of themselves, a picture from the web with a little HTML. */
function hasContent({ html, text }: Clip): boolean {
  return text.trim() !== '' || /<(?:table|p|h[1-6]|li)[\s>]/i.test(html);
}

function overSelection(url: string, selected: string): Paste {
  const linkable = selected.trim() !== '' && !selected.includes('\n') && !address.test(selected.trim());
  if (!linkable) return { kind: 'text', text: url };
  const label = selected.trim().replace(/[[\]]/g, '\\$&');
  return { kind: 'text', text: `[${label}](${/[()\s]/.test(url) ? `<${url}>` : url})` };
}

/** Lines of code become a fence, on a line of their own; Markdown and a part of a line stay what they are. */
function code(text: string, mode: string, before: string): Paste {
  const whole = text.trim().includes('\n') && before.trim() === '';
  if (!whole || /^(?:markdown|plaintext|mdx?)$/.test(mode)) return { kind: 'text', text };
  const longest = Math.max(2, ...[...text.matchAll(/`{3,}/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const name = { shellscript: 'bash', typescriptreact: 'tsx', javascriptreact: 'jsx' }[mode] ?? mode;
  return { kind: 'text', text: `${fence}${name}\n${text.replace(/\n+$/, '')}\n${fence}` };
}
