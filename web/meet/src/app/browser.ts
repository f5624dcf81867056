import type { MeetingPorts } from './meeting';

const NAME = 'foyer.name';
const USER = 'foyer.user';
const DEVICE = 'foyer.device';

/** Name and device across visits, user id for this tab. Storage may be forbidden; then nothing is remembered. */
export function browserMemory(): MeetingPorts['memory'] {
  let name = read('localStorage', NAME);
  let user = read('sessionStorage', USER);
  let device = read('localStorage', DEVICE);
  return {
    name: () => name,
    keepName(next) {
      name = next;
      write('localStorage', NAME, next);
    },
    userId() {
      if (!user) {
        user = randomId();
        write('sessionStorage', USER, user);
      }
      return user;
    },
    device() {
      if (!device) {
        device = randomId();
        write('localStorage', DEVICE, device);
      }
      return device;
    },
  };
}

function randomId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}

function read(area: 'localStorage' | 'sessionStorage', key: string): string {
  try {
    return window[area].getItem(key) ?? '';
  } catch {
    return '';
  }
}

function write(area: 'localStorage' | 'sessionStorage', key: string, value: string): void {
  try {
    window[area].setItem(key, value);
  } catch {
    // Private windows may refuse; the call works all the same.
  }
}
