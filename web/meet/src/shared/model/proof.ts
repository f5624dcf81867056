/** What the token endpoint wants solved before it looks at another code. */
export interface Challenge {
  bits: number;
  salt: string;
}

/** Reads the challenge out of a refusal's body; null when it holds none that can be solved in a call's lifetime. */
export function challengeOf(body: unknown): Challenge | null {
  const details = (body as { details?: unknown } | null)?.details;
  if (!Array.isArray(details)) return null;
  const [kind, bits, salt] = details as unknown[];
  if (kind !== 'proof' || typeof bits !== 'string' || typeof salt !== 'string') return null;
  const wanted = Number(bits);
  return Number.isInteger(wanted) && wanted > 0 && wanted <= 28 ? { bits: wanted, salt } : null;
}

const K = roundConstants();

/** The fractional parts of the cube roots of the first 64 primes (FIPS 180-4, section 4.2.2). */
function roundConstants(): Int32Array {
  return Int32Array.from(firstPrimes(64), (prime) => fraction(Math.cbrt(prime)));
}

/** The fractional parts of the square roots of the first eight primes (FIPS 180-4, section 5.3.3). */
const START = Uint32Array.from(firstPrimes(8), (prime) => fraction(Math.sqrt(prime)));

function fraction(root: number): number {
  return Math.floor((root - Math.floor(root)) * 2 ** 32);
}

function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n++) {
    if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  }
  return primes;
}

const schedule = new Int32Array(64);

/** Mixes the block in the first sixteen words of the schedule into a state. */
function mix(state: Uint32Array): void {
  const w = schedule;
  for (let i = 16; i < 64; i++) {
    const a = w[i - 15]!;
    const b = w[i - 2]!;
    const s0 = ((a >>> 7) | (a << 25)) ^ ((a >>> 18) | (a << 14)) ^ (a >>> 3);
    const s1 = ((b >>> 17) | (b << 15)) ^ ((b >>> 19) | (b << 13)) ^ (b >>> 10);
    w[i] = (w[i - 16]! + s0 + w[i - 7]! + s1) | 0;
  }
  let a = state[0]! | 0;
  let b = state[1]! | 0;
  let c = state[2]! | 0;
  let d = state[3]! | 0;
  let e = state[4]! | 0;
  let f = state[5]! | 0;
  let g = state[6]! | 0;
  let h = state[7]! | 0;
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[i]! + w[i]!) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  state[0]! += a;
  state[1]! += b;
  state[2]! += c;
  state[3]! += d;
  state[4]! += e;
  state[5]! += f;
  state[6]! += g;
  state[7]! += h;
}

/** SHA-256 as eight words. The browser's own is not there on plain http and too slow to be asked for each number. */
export function sha256(bytes: Uint8Array): Uint32Array {
  const state = START.slice();
  const blocks = Math.ceil((bytes.length + 9) / 64);
  const padded = new Uint8Array(blocks * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 4, bytes.length * 8);
  for (let block = 0; block < blocks; block++) {
    for (let i = 0; i < 16; i++) schedule[i] = view.getUint32(block * 64 + i * 4);
    mix(state);
  }
  return state;
}

/** Looks for the number that solves a challenge, a stretch at a time. */
export interface Search {
  /** Tries so many numbers; the proof when one of them is it. */
  next(count: number): string | null;
}

/** The number n for which SHA-256(SHA-256("salt|code") || n as eight bytes) begins with enough zero bits. */
export function searchProof({ bits, salt }: Challenge, code: string): Search {
  const seed = sha256(new TextEncoder().encode(`${salt}|${code.trim().toLowerCase()}`));
  const state = new Uint32Array(8);
  let number = 0;
  return {
    next(count) {
      for (let i = 0; i < count; i++, number++) {
        schedule.set(seed);
        schedule[8] = Math.floor(number / 2 ** 32);
        schedule[9] = number;
        schedule[10] = 0x80000000;
        schedule.fill(0, 11, 15);
        schedule[15] = 320;
        state.set(START);
        mix(state);
        if (Math.clz32(state[0]!) >= bits) return `${salt}:${number}`;
      }
      return null;
    },
  };
}
