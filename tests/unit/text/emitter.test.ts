import { expect, it } from 'vitest';
import { createEmitter } from '../../../shared/text/emitter.ts';

it('tells listeners in order until they stop', () => {
  const emitter = createEmitter<{ changed: number; closed: string }>();
  const heard: string[] = [];
  const off = emitter.on('changed', (data) => heard.push(`a${data}`));
  emitter.on('changed', (data) => heard.push(`b${data}`));
  emitter.emit('changed', 1);
  off();
  emitter.emit('changed', 2);
  emitter.emit('closed', 'x');
  expect(heard).toEqual(['a1', 'b1', 'b2']);
});

it('does not tell one that another has stopped meanwhile', () => {
  const emitter = createEmitter<{ tick: undefined }>();
  const heard: string[] = [];
  emitter.on('tick', () => {
    heard.push('first');
    off();
  });
  const off = emitter.on('tick', () => heard.push('second'));
  emitter.emit('tick', undefined);
  expect(heard).toEqual(['first']);
});

it('counts one function given twice as two listeners', () => {
  const emitter = createEmitter<{ tick: number }>();
  let sum = 0;
  const add = (data: number) => {
    sum += data;
  };
  const off = emitter.on('tick', add);
  emitter.on('tick', add);
  emitter.emit('tick', 1);
  off();
  emitter.emit('tick', 1);
  expect(sum).toBe(3);
});
