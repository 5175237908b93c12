import { expect, test } from 'vitest';
import { embedSpan } from '../../../shared/link/embed-span.ts';

const note = `---
a: 1
---
甲 ^one

## 二

- 项 ^two
  - 子
- 别

### 三

丙

## 四

| a |
|---|
| 1 |

^tab

> 引
> 文

^quote

- x
- y

^list
`;

test.each([
  ['', note],
  ['^one', '甲 ^one'],
  ['^two', '- 项 ^two\n  - 子'],
  ['^tab', '| a |\n|---|\n| 1 |'],
  ['二', '## 二\n\n- 项 ^two\n  - 子\n- 别\n\n### 三\n\n丙\n\n'],
  ['二#三', '### 三\n\n丙\n\n'],
  ['三', '### 三\n\n丙\n\n'],
  ['四', '## 四\n\n| a |\n|---|\n| 1 |\n\n^tab\n\n> 引\n> 文\n\n^quote\n\n- x\n- y\n\n^list\n'],
  ['^quote', '> 引\n> 文'],
  ['^list', '- x\n- y'],
  ['没有', undefined],
  ['^none', undefined],
])('%s', (fragment, expected) => {
  const span = embedSpan(note, fragment);
  expect(span && note.slice(span.from, span.to)).toBe(expected);
});
