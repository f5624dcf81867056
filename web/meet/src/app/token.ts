import { challengeOf, searchProof, type Challenge } from '../shared/model/proof';

export interface TokenPorts {
  fetch: typeof fetch;
  /** Solves a challenge for a code. */
  solve(challenge: Challenge, code: string): Promise<string>;
}

const ATTEMPTS = 5;
/** Keeps the page alive when there is no worker. */
const STRETCH = 5_000;

const browser: TokenPorts = { fetch: (...request) => fetch(...request), solve };

/**
 * Trades a room code for a token. When too many wrong codes came from around here, the server wants a proof of work first;
 * the person waits a little longer and notices nothing else. Rejects with what the server said: code and message.
 */
export async function tokenByCode(
  endpoint: string,
  code: string,
  userId: string,
  ports: TokenPorts = browser,
): Promise<string> {
  let proof: string | null = null;
  let refusal: unknown;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const request = { code, user_id: userId, ...(proof ? { proof } : {}) };
    const response = await ports.fetch(endpoint, { method: 'POST', body: JSON.stringify(request) });
    const body = (await response.json()) as { token?: unknown; code?: unknown; message?: unknown };
    if (response.ok && typeof body.token === 'string') return body.token;
    refusal = { code: body.code ?? response.status, message: body.message ?? '' };
    const challenge = challengeOf(body);
    if (!challenge) break;
    proof = await ports.solve(challenge, code);
  }
  throw refusal;
}

async function solve(challenge: Challenge, code: string): Promise<string> {
  try {
    return await solveInWorker(challenge, code);
  } catch {
    return solveInSlices(challenge, code);
  }
}

function solveInWorker(challenge: Challenge, code: string): Promise<string> {
  const worker = new Worker(new URL('./proofWorker.ts', import.meta.url), { type: 'module' });
  return new Promise<string>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<string>) => resolve(data);
    worker.onerror = reject;
    worker.postMessage({ challenge, code });
  }).finally(() => worker.terminate());
}

/** Solves in small stretches between which the page may do other things. */
export async function solveInSlices(challenge: Challenge, code: string): Promise<string> {
  const search = searchProof(challenge, code);
  for (;;) {
    const proof = search.next(STRETCH);
    if (proof) return proof;
    await new Promise((resume) => setTimeout(resume, 0));
  }
}
