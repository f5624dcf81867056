import '@fontsource-variable/inter/index.css';
import './styles.css';
import { createRoot } from 'react-dom/client';
import { startWords } from '../shared/i18n';
import { readAddress } from '../shared/model/address';
import { App } from './App';
import { createSdk, lineEvent } from './line';
import { createMeeting } from './meeting';
import { browserMemory, fetchLook } from './browser';

startWords();
const { origin, pathname, search } = window.location;
const sdk = createSdk(origin);
const meeting = createMeeting({
  line: sdk.line,
  address: readAddress(pathname, search),
  origin,
  prefersLight: window.matchMedia('(prefers-color-scheme: light)').matches,
  fetchLook: (token) => fetchLook(origin, token),
  memory: browserMemory(),
  after: (ms, action) => {
    const timer = setTimeout(action, ms);
    return () => clearTimeout(timer);
  },
});
sdk.notifications.onNotification((notification) => {
  const event = lineEvent(notification);
  if (event) meeting.handle(event);
});

const root = document.getElementById('root');
if (root) createRoot(root).render(<App sdk={sdk} meeting={meeting} />);
void meeting.start();
