import { expect, test } from 'vitest';
import { completionAt, quotedIfNeeded, withCompletion } from '../../../shared/search/completion.ts';

test.each([
  ['|', undefined],
  ['pa|', 'operator pa'],
  ['docker -pa|', 'operator pa'],
  ['docker (hea|', 'operator hea'],
  ['网络 |', undefined],
  ['tag:|', 'tag '],
  ['tag:#网|', 'tag 网'],
  ['-tag:(#a OR #b|', undefined],
  ['path:do|', 'path do'],
  ['path:"a b|', 'path "a b'],
  ['"path:do|', undefined],
  ['lang:|', 'lang '],
  ['links-to:[[O|', 'note [[O'],
  ['mentions:|', 'note '],
  ['date:>las|', 'date las'],
  ['[sta|', 'property sta'],
  ['[start d|', 'property start d'],
  ['docker -[ start |', 'property start '],
  ['["start d|', 'property "start d'],
  ['[status:op|', 'value op of status'],
  ['[status:open OR d|', 'value d of status'],
  ['docker| x', 'operator docker'],
  ['docker OR|', undefined],
  ['docker or|', 'operator or'],
  ['"docker|', undefined],
])('%s', (marked, expected) => {
  const cursor = marked.indexOf('|');
  const found = completionAt(marked.replace('|', ''), cursor);
  const told = found && `${found.kind} ${found.typed}${found.property ? ` of ${found.property}` : ''}`;
  expect(told).toBe(expected);
});

test.each([
  ['docker pa|', 'path:', 'docker path:|'],
  ['tag:#网| x', '网络', 'tag:#网络| x'],
  ['path:"a|', 'a b/c', 'path:"a b/c" |'],
  ['links-to:[[O|', 'OVN', 'links-to:[[OVN]] |'],
  ['[sta|', 'status:', '[status:|'],
  ['[start d|', 'start date:', '[start date:|'],
  ['["start d|', 'start date:', '[start date:|'],
  ['[status:op|', 'in progress', '[status:"in progress"] |'],
  ['[status:op|', 'a]b', '[status:"a]b"] |'],
  ['[n:|', '-5', '[n:"-5"] |'],
  ['[n:|', '<5', '[n:"<5"] |'],
  ['[n:|', 'null', '[n:"null"] |'],
  ['[n:|', '/x/', '[n:"/x/"] |'],
  ['[a|', 'a:b:', '["a:b":|'],
  ['path:|', '* a', 'path:"\\* a" |'],
  ['date:las|', 'last-week', 'date:last-week |'],
])('%s with %s is %s', (marked, choice, expected) => {
  const cursor = marked.indexOf('|');
  const query = marked.replace('|', '');
  const at = completionAt(query, cursor);
  if (!at) throw new Error('nothing to complete');
  const done = withCompletion(query, cursor, at, choice);
  expect(`${done.query.slice(0, done.cursor)}|${done.query.slice(done.cursor)}`).toBe(expected);
});

test('a text with what would end it is put in quotation marks', () => {
  expect(quotedIfNeeded('a/b')).toBe('a/b');
  expect(quotedIfNeeded('a "b"')).toBe('"a \\"b\\""');
});
