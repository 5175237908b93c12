/** What `/` offers: each a text that is put in, or a mark that the line gets. `‸` is where the cursor goes. */
export type SlashAction =
  /** The line becomes a heading, an item, a quote. */
  | { kind: 'line'; mark: string }
  /** Put in where `/` was typed. */
  | { kind: 'text'; text: string; suggest?: boolean }
  /** A block of its own, with free lines around it. */
  | { kind: 'block'; text: string; suggest?: boolean }
  /** A small table, with the cursor in its first cell. */
  | { kind: 'table' }
  | { kind: 'date'; format: 'date' | 'time' }
  | { kind: 'daily' }
  | { kind: 'footnote' }
  | { kind: 'files' };

export interface SlashCommand {
  id: SlashId;
  /** What finds it beside its title: English, pinyin, initials. */
  words: string;
  action: SlashAction;
}

const line = (mark: string): SlashAction => ({ kind: 'line', mark });
const block = (text: string, suggest = false): SlashAction => ({ kind: 'block', text, suggest });
const text = (text: string, suggest = false): SlashAction => ({ kind: 'text', text, suggest });

const rows = [
  ['heading1', 'h1 heading title biaoti yiji', line('# ')],
  ['heading2', 'h2 heading title biaoti erji', line('## ')],
  ['heading3', 'h3 heading title biaoti sanji', line('### ')],
  ['heading4', 'h4 heading title biaoti siji', line('#### ')],
  ['bullets', 'ul list bullet liebiao wuxu', line('- ')],
  ['numbers', 'ol list numbered liebiao youxu bianhao', line('1. ')],
  ['task', 'todo task checkbox renwu daiban', line('- [ ] ')],
  ['quote', 'quote blockquote yinyong', line('> ')],
  ['table', 'table grid biaoge', { kind: 'table' }],
  ['code', 'code fence daima daimakuai', block('```‸\n```', true)],
  ['math', 'math latex katex gongshi shuxue', block('$$\n‸\n$$')],
  ['mermaid', 'mermaid diagram chart liuchengtu tu', block('```mermaid\nflowchart LR\n  ‸\n```')],
  ['callout', 'callout note admonition biaozhu tishi', block('> [!note] ‸\n> ')],
  ['tip', 'callout tip hint jiqiao', block('> [!tip] ‸\n> ')],
  ['warning', 'callout warning caution jinggao zhuyi', block('> [!warning] ‸\n> ')],
  ['divider', 'hr rule divider line fengexian', block('---\n‸')],
  ['link', 'link wikilink note lianjie shuanglian', text('[[‸]]', true)],
  ['embed', 'embed transclude qianru', text('![[‸]]', true)],
  ['file', 'image picture file attachment tupian fujian wenjian', { kind: 'files' }],
  ['today', 'today daily note riji jintian', { kind: 'daily' }],
  ['date', 'date riqi', { kind: 'date', format: 'date' }],
  ['time', 'time now shijian xianzai', { kind: 'date', format: 'time' }],
  ['footnote', 'footnote jiaozhu', { kind: 'footnote' }],
  ['comment', 'comment hidden zhushi', text('%%‸%%')],
] as const satisfies readonly (readonly [string, string, SlashAction])[];

export type SlashId = (typeof rows)[number][0];

export const slashCommands: readonly SlashCommand[] = rows.map(([id, words, action]) => ({
  id,
  words: `${words} ${initials(words)}`,
  action,
}));

/** `biaoti` is found by `bt` too: the letters that begin its syllables. */
function initials(words: string): string {
  return words
    .split(' ')
    .map((word) =>
      word
        .match(/(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])(?=[aeiouü])/g)
        ?.map(([first]) => first)
        .join(''),
    )
    .filter((found) => found && found.length > 1)
    .join(' ');
}
