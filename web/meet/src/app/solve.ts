import { searchProof, type Challenge } from '../shared/model/proof';

/** Keeps the page alive when there is no worker. */
const STRETCH = 5_000;

/** Pays the price that the server asks for one more try with this code. */
export async function solve(challenge: Challenge, code: string): Promise<string> {
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
