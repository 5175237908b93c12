import { expect, it } from 'vitest';
import { whereOf } from '../../../../renderer/client/where.ts';

const plain = { ctrlKey: false, metaKey: false, altKey: false };

it.each([
  ['plainly', plain, {}],
  ['with Alt alone', { ...plain, altKey: true }, {}],
  ['by the right button', { ...plain, button: 2 }, {}],
  ['with Ctrl', { ...plain, ctrlKey: true }, { newTab: true }],
  ['with Cmd', { ...plain, metaKey: true }, { newTab: true }],
  ['by the middle button', { ...plain, button: 1 }, { newTab: true }],
  ['with Ctrl and Alt', { ...plain, ctrlKey: true, altKey: true }, { beside: true }],
  ['with Cmd and Alt', { ...plain, metaKey: true, altKey: true }, { beside: true }],
  ['by the middle button with Alt', { ...plain, button: 1, altKey: true }, { beside: true }],
])('what is pressed %s opens there', (_how, press, where) => {
  expect(whereOf(press)).toEqual(where);
});
