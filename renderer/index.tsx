// The renderer's entry: mirrors main's state, then draws the window.
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import './ui/theme.css';
import { createRoot } from 'react-dom/client';
import { App } from './shell/App';
import { openWhatIsAsked } from './library/open';
import { mirror } from './stores/app';

await mirror();
openWhatIsAsked();
const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
