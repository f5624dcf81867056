import { searchProof, type Challenge } from '../shared/model/proof';

self.onmessage = ({ data }: MessageEvent<{ challenge: Challenge; code: string }>) => {
  const search = searchProof(data.challenge, data.code);
  for (;;) {
    const proof = search.next(100_000);
    if (proof) {
      self.postMessage(proof);
      return;
    }
  }
};
