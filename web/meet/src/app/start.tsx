import { selectIsConnectedToRoom } from '@100mslive/react-sdk';
import { createRoot } from 'react-dom/client';
import { startWords } from '../shared/i18n';
import { App } from './App';
import type { HeadStart } from './early';
import { createSdk, lineEvent } from './line';
import { createMeeting } from './meeting';
import { fetchLook, fetchToken } from './requests';

/** Starts the app with what was asked for before it was there. */
export function start(head: HeadStart): void {
  startWords();
  const { origin } = window.location;
  const sdk = createSdk();
  let first: HeadStart | null = head;
  const meeting = createMeeting({
    line: sdk.line,
    address: head.address,
    origin,
    prefersLight: window.matchMedia('(prefers-color-scheme: light)').matches,
    fetchToken(code, userId) {
      const early = first?.token;
      return early ?? fetchToken(origin, code, userId);
    },
    fetchLook(token) {
      const early = first?.look;
      first = null;
      return early ?? fetchLook(origin, token);
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
  sdk.store.subscribe(
    (connected) => connected && meeting.handle({ type: 'joined' }),
    selectIsConnectedToRoom,
  );

  const root = document.getElementById('root');
  if (root) createRoot(root).render(<App sdk={sdk} meeting={meeting} />);
  void meeting.start();
}
