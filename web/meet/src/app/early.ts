import { readAddress, type Address } from '../shared/model/address';
import { browserMemory } from './browser';
import { exchange } from './exchange';
import { fetchLook } from './requests';
import type { MeetingPorts } from './meeting';

/** What was begun before the rest of the app had arrived; the app takes it over instead of asking again. */
export interface HeadStart {
  address: Address;
  memory: MeetingPorts['memory'];
  /** The token for the link's code; null when the address has no code. Rejects with the server's error. */
  token: Promise<string> | null;
  /** The room's look; null when it could not be had. */
  look: Promise<unknown> | null;
}

/** Asks for token and look at once, so that they travel while the app itself is still being loaded. */
export function headStart(location: { origin: string; pathname: string; search: string }): HeadStart {
  const { origin, pathname, search } = location;
  const address = readAddress(pathname, search);
  const memory = browserMemory();
  const token = address.authToken
    ? Promise.resolve(address.authToken)
    : address.code
      ? exchange(origin, {
          code: address.code,
          userId: address.userId || memory.userId(),
          pin: '',
          device: memory.device(),
        })
      : null;
  const look = token?.then((value) => fetchLook(origin, value)).catch(() => null) ?? null;
  return { address, memory, token, look };
}

const WARM_MS = 5_000;

/**
 * Has the browser set up its media machinery, which takes it a moment the first time, while the page waits for the
 * network anyway.
 */
export function warmUpConnections(): void {
  try {
    const connection = new RTCPeerConnection();
    connection.createDataChannel('');
    // Closing takes time, too; that is spent when nobody waits for it.
    const close = () => setTimeout(() => connection.close(), WARM_MS);
    connection.createOffer().then(close, close);
  } catch {
    // A browser without connections is told so when the call begins.
  }
}
