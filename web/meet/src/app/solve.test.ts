import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { challengeOf, searchProof, sha256 } from '../shared/model/proof';
import { solveInSlices } from './solve';

const hex = (words: Uint32Array) => [...words].map((word) => word.toString(16).padStart(8, '0')).join('');
const node = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const wanted = { code: 429, message: 'too many wrong room codes', details: ['proof', '10', 'a.b'] };

describe('the proof of work', () => {
  it('hashes as everybody does, at every length around a block', () => {
    for (let length = 0; length < 200; length++) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 7 + length) & 255);
      expect(hex(sha256(bytes))).toBe(node(bytes));
    }
  });

  it('finds a number whose hash begins with enough zero bits', () => {
    const proof = searchProof({ bits: 12, salt: '17.12.1.ab' }, ' ABC-defg-hij ').next(1_000_000);
    const number = Number(proof!.split(':')[1]);
    const seed = createHash('sha256').update('17.12.1.ab|abc-defg-hij').digest();
    const suffix = Buffer.alloc(8);
    suffix.writeBigUInt64BE(BigInt(number));
    expect(node(Buffer.concat([seed, suffix])).slice(0, 3)).toBe('000');
  });

  it('agrees with the server on a known answer', () => {
    expect(searchProof({ bits: 16, salt: 'salt' }, 'abc-defg-hij').next(10_000_000)).toBe('salt:51199');
  });

  it('reads challenges and nothing else', () => {
    expect(challengeOf(wanted)).toEqual({ bits: 10, salt: 'a.b' });
    for (const body of [null, {}, { details: 'x' }, { details: ['proof', '99', 's'] }, { details: ['x'] }]) {
      expect(challengeOf(body)).toBeNull();
    }
  });
});

it('pays in slices, too', async () => {
  const proof = await solveInSlices({ bits: 10, salt: 'a.b' }, 'abc-defg-hij');
  expect(proof).toMatch(/^a\.b:[0-9]+$/);
});
