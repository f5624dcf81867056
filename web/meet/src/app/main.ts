// The first lines that run. Small on purpose: what a person waits for is asked for here, before the app has arrived.
import '@fontsource-variable/inter/index.css';
import './styles.css';
import { headStart, warmUpConnections } from './early';

const head = headStart(window.location);
const app = import('./start');
warmUpConnections();
void app.then(({ start }) => start(head));
