/**
 * What a Chinese keyboard types where Markdown's mark was meant: `·` for a backtick, `￥` for a dollar, `》` for a
 * quote. Each rule looks at what is before the cursor, and holds only where nothing else can have been meant: a
 * price, a middle dot in a name, an ending quotation mark stay as they are.
 */

/** What replaces text round the cursor: `before` characters on its left, `after` on its right. */
export interface MeantMark {
  before: number;
  after: number;
  insert: string;
  /** Where the cursor goes, in `insert`. */
  cursor: number;
}

interface Place {
  /** The line up to the cursor, the typed mark last. */
  before: string;
  /** The line after it. */
  after: string;
  /** What is typed of a wikilink that is open here. */
  inLink: string | undefined;
}

type Rule = (place: Place) => MeantMark | undefined;

/** Marks of quotes and list items that a line may begin with. */
const lead = String.raw`^(?:[ \t]|>[ \t]?|[-*+][ \t]+|\d{1,9}[.)][ \t]+)*`;
const han = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u;

const replaced = (before: number, insert: string, after = 0, cursor = insert.length): MeantMark => ({
  before,
  after,
  insert,
  cursor,
});

/** `【【` opens a wikilink, an embed where `！` stands before it and nothing before that. */
const openLink: Rule = ({ before, after }) => {
  const [typed = '', mark = ''] = /([!！])?(?:【【|\[\[)$/u.exec(before) ?? [];
  if (typed === '' || (typed.endsWith('[[') && mark !== '！')) return undefined;
  const embed = mark === '！' && new RegExp(`${lead}$|[\\s　]$`, 'u').test(before.slice(0, -3));
  if (typed.endsWith('[[') && !embed) return undefined;
  const paired = /^(?:】{1,2}|\]{1,2})/.exec(after)?.[0].length ?? 0;
  const open = embed ? '![[' : '[[';
  return replaced(embed ? 3 : 2, `${open}]]`, paired, open.length);
};

/** Inside a wikilink: its end, and the marks between its parts. */
const insideLink: Rule = ({ before, after, inLink }) => {
  if (inLink === undefined) return undefined;
  if (before.endsWith('】】')) return replaced(2, ']]', /^\]{1,2}/.exec(after)?.[0].length ?? 0);
  if (before.endsWith('｜') && inLink !== '｜') return replaced(1, '|');
  return before.endsWith('＃') ? replaced(1, '#') : undefined;
};

/** `···` begins a fence, and `·x·` is code unless it may be a name: `约翰·F·肯尼迪`. */
const code: Rule = ({ before }) => {
  if (new RegExp(`${lead}···$`, 'u').test(before)) return replaced(3, '```');
  const [typed, content = ''] = /·([^·\s](?:[^·]*[^·\s])?)·$/u.exec(before) ?? [];
  if (typed === undefined) return undefined;
  const ahead = before.slice(0, -typed.length);
  const joined = /[\p{L}\p{N}]$/u.test(ahead);
  const isCode = han.test(content) ? !joined : !joined || (content.length > 1 && !/^\p{Lu}/u.test(content));
  return isCode ? replaced(typed.length, `\`${content}\``) : undefined;
};

/** `￥x^2￥` is math, and `￥￥` alone in its line begins a block of it; sums of money are neither. */
const math: Rule = ({ before }) => {
  if (new RegExp(`${lead}[￥¥]{2}$`, 'u').test(before)) return replaced(2, '$$');
  const [typed, content = ''] = /[￥¥]([^￥¥\s](?:[^￥¥]*[^￥¥\s])?)[￥¥]$/u.exec(before) ?? [];
  if (typed === undefined || han.test(content)) return undefined;
  const isMoney = /^[\d.,]/.test(content) && !/[\\^_=+{}]/.test(content);
  return isMoney ? undefined : replaced(typed.length, `$${content}$`);
};

/** `》` begins no text. */
const quote: Rule = ({ before }) => (/^[ \t]*(?:>[ \t]?)*》$/u.test(before) ? replaced(1, '>') : undefined);

/** `[text]（` is a link, unless the text is a number or a task's box. */
const target: Rule = ({ before, after }) => {
  const text = /\[([^[\]]*)\]（$/u.exec(before)?.[1];
  if (text === undefined || /^(?:\d*|[ xX/-]|\^.*)$/.test(text)) return undefined;
  return after.startsWith('）') ? replaced(1, '()', 1, 1) : replaced(1, '(');
};

/** The end of such a link. */
const targetEnd: Rule = ({ before, after }) =>
  /\]\([^()\s）]*）$/u.test(before) ? replaced(1, ')', after.startsWith(')') ? 1 : 0) : undefined;

/** `＃ `, `－ `, `1。 ` at the start of a line, and `【】 ` at that of a list item. */
const lineStart: Rule = ({ before }) => {
  const heading = /^((?:>[ \t]?)*)([#＃]{1,6})[ 　]$/u.exec(before);
  if (heading?.[2]?.includes('＃')) {
    return replaced(heading[2].length + 1, `${heading[2].replaceAll('＃', '#')} `);
  }
  const bullet = new RegExp(`${lead}([－＊＋])[ 　]$`, 'u').exec(before)?.[1];
  if (bullet) return replaced(2, `${{ '－': '-', '＊': '*', '＋': '+' }[bullet]} `);
  if (new RegExp(`${lead}\\d{1,9}。[ 　]$`, 'u').test(before)) return replaced(2, '. ');
  const box = /^(?:[ \t]|>[ \t]?)*(?:[-*+]|\d{1,9}[.)])[ \t]+(【([ 　xX]?)】[ 　])$/u.exec(before);
  if (!box) return undefined;
  return replaced((box[1] ?? '').length, `[${/[xX]/.test(box[2] ?? '') ? 'x' : ' '}] `);
};

const rules: readonly Rule[] = [insideLink, openLink, code, math, quote, target, targetEnd, lineStart];

/** What the mark before the cursor was meant as; undefined where it may be itself. */
export function meantMark(place: Place): MeantMark | undefined {
  for (const rule of rules) {
    const found = rule(place);
    if (found) return found;
  }
  return undefined;
}
