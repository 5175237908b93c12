/** Texts to type in: mixed Chinese and English, with what live preview draws. */

const paragraph = (n: number) =>
  `解决容器起不来的问题 ${n}，k3s 内置的 **containerd** 有时候会出现幽灵镜像，见 [[OVN]] 与 \`ovn-nbctl show\`，公式 $E=mc^2$ 和 ==高亮==。`;

const list = (n: number) => `- 第一项 ${n}\n- [ ] 任务 *斜体*\n  - 二层 [链接](OVN.md)\n- [x] 做完了`;
const table = (n: number) => `| 名称 | 数量 |\n|:-----|-----:|\n| OVN ${n} | 12 |\n| k3s | 3 |`;
const code = (n: number) => `\`\`\`ts\nexport const answer${n} = (name: string) => \`hi \${name}\`;\n\`\`\``;
const math = (n: number) => `$$\n\\int_0^{${n}} x^2\\,dx = \\frac{x^3}{3}\n$$`;
const image = (n: number) => `![[图.png|${100 + (n % 50)}]]`;
const callout = (n: number) => `> [!tip] 小窍门 ${n}\n> 先看日志，再看 **流表**。`;

const parts = [paragraph, list, paragraph, table, code, paragraph, math, image, callout];

interface TextOptions {
  /** Leave out what is drawn over lines. */
  plain?: boolean;
  /** The number of the first block: notes with other numbers have nothing drawn in common. */
  first?: number;
}

/** About so many characters. */
export function noteText(length: number, { plain = false, first = 0 }: TextOptions = {}): string {
  const used = plain ? [paragraph, list, paragraph, code] : parts;
  const blocks: string[] = ['# 标题'];
  for (let at = first, size = 0; size < length; at++) {
    const block = at % 20 === 19 ? `## 小节 ${at}` : (used[at % used.length]?.(at) ?? '');
    blocks.push(block);
    size += block.length + 2;
  }
  return `${blocks.join('\n\n')}\n`;
}

/** One line of about so many characters. */
export function longLine(length: number): string {
  return `${'一行很长的文字 with English words, '.repeat(Math.ceil(length / 30)).slice(0, length)}\n`;
}
