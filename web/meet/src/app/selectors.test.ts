import { expect, it } from 'vitest';
import { remembered } from './selectors';

it('a selector gives the same object until what it reads changes', () => {
  let runs = 0;
  const select = remembered(
    (state: { a: object; b: number }) => [state.a] as const,
    () => ({ run: ++runs }),
  );
  const a = {};
  const first = select({ a, b: 1 });
  expect(select({ a, b: 2 })).toBe(first);
  expect(select({ a: {}, b: 2 })).not.toBe(first);
  expect(runs).toBe(2);
});
