import { selectIsConnectedToRoom } from '@100mslive/react-sdk';
import { createRoot } from 'react-dom/client';
import { startWords } from '../shared/i18n';
import { App } from './App';
import type { HeadStart } from './early';
import { exchange } from './exchange';
import { createSdk, lineEvent } from './line';
import { createMeeting } from './meeting';
import { fetchLook } from './requests';

/**
 * Time left to the SDK to answer the server's first offer before the call is drawn, which keeps the page busy for longer. The
 * picture can then travel while its tile is drawn.
 */
const NEGOTIATION_MS = 120;

/** Starts the app with what was asked for before it was there. */
export function start(head: HeadStart): void {
  startWords();
  const { origin } = window.location;
  const sdk = createSdk();
  let { token: earlyToken, look: earlyLook } = head;
  const meeting = createMeeting({
    line: sdk.line,
    address: head.address,
    origin,
    prefersLight: window.matchMedia('(prefers-color-scheme: light)').matches,
    fetchToken(code, userId, pin) {
      const early = earlyToken;
      earlyToken = null;
      return early ?? exchange(origin, { code, userId, pin, device: head.memory.device() });
    },
    async fetchLook(token) {
      const early = earlyLook;
      earlyLook = null;
      // What was asked for early came to nothing when the code was refused at first.
      return (await early) ?? fetchLook(origin, token);
    },
    memory: head.memory,
    after: (ms, action) => {
      const timer = setTimeout(action, ms);
      return () => clearTimeout(timer);
    },
  });
  sdk.notifications.onNotification((notification) => {
    const event = lineEvent(notification);
    if (event) meeting.handle(event);
  });
  // The SDK's join() ends only when camera and microphone are published; people are in the room long before that.
  sdk.store.subscribe((connected) => {
    if (connected) setTimeout(() => meeting.handle({ type: 'joined' }), NEGOTIATION_MS);
  }, selectIsConnectedToRoom);

  const root = document.getElementById('root');
  if (root) createRoot(root).render(<App sdk={sdk} meeting={meeting} />);
  void meeting.start();
}
