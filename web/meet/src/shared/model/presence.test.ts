import { beforeAll, describe, expect, it } from 'vitest';
import { startWords } from '../i18n';
import { whoIsHere } from './presence';

describe('who is here', () => {
  beforeAll(startWords);

  it('is said with names', () => {
    expect(whoIsHere([], 0)).toBe('Nobody else is here yet.');
    expect(whoIsHere(['Ann'], 1)).toBe('Ann is here.');
    expect(whoIsHere(['Ann', 'Bo'], 2)).toBe('Ann and Bo are here.');
    expect(whoIsHere(['Ann', 'Bo', 'Cy', 'Di', 'Ed'], 5)).toBe('Ann, Bo, Cy and 2 more are here.');
    expect(whoIsHere([], 40)).toBe('40 people are here.');
  });
});
