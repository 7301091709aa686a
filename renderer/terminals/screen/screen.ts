// One terminal's screen: an xterm in an element of its own, which moves from host to host without losing anything.
import '@xterm/xterm/css/xterm.css';
import { FitAddon } from '@xterm/addon-fit';
import { SearchAddon } from '@xterm/addon-search';
import { Unicode11Addon } from '@xterm/addon-unicode11';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { WebglAddon } from '@xterm/addon-webgl';
import { Terminal } from '@xterm/xterm';
import type { TerminalSize } from '../../../preload/contract';
import { api } from '../../api';
import { createFlow } from './flow';
import { fontFamily, fontReady } from './font';
import { connectInput, type InputParts } from './input';
import { sendLatest } from './latest';
import { linkPattern } from './links';
import { screenTheme } from './palette';

/** Lines that can be scrolled back to: as many as main keeps for a window that is loaded anew. */
const scrollback = 5000;
/** Contrast that text has at least, whatever colours a program chose (WCAG AA). */
const leastContrast = 4.5;
/** CSS pixels of a host below which it is being folded away, and its terminal keeps its size. */
const leastHost = { width: 60, height: 24 };

export interface ScreenOptions extends Omit<InputParts, 'terminal' | 'element'> {
  /** Whether WebGL pays. */
  gpu: boolean;
  /** CSS pixels. */
  fontSize: number;
  screenReader: boolean;
  openLink: (link: string) => void;
}

export interface Screen {
  /** Puts it into a host, whose size it takes; what it returns takes it out, with all that is on it. */
  show(host: HTMLElement): () => void;
  receive(text: string): void;
  /** The shell ended: nothing more can be typed. */
  end(): void;
  focus(): void;
  copy(): void;
  paste(): void;
  selectAll(): void;
  hasSelection(): boolean;
  /** Its name to a screen reader. */
  name(label: string): void;
  change(options: { fontSize: number; screenReader: boolean }): void;
  /** Measures again: the pixels of the display changed. */
  refit(): void;
  size(): TerminalSize;
  search: SearchAddon;
  dispose(): void;
}

export function createScreen(id: string, options: ScreenOptions): Screen {
  const element = document.createElement('div');
  element.className = 'panes-xterm';
  const terminal = createTerminal(options);
  const fit = new FitAddon();
  const search = new SearchAddon();
  terminal.loadAddon(fit);
  terminal.loadAddon(search);
  terminal.loadAddon(new WebLinksAddon((_, link) => options.openLink(link), { urlRegex: linkPattern }));
  terminal.loadAddon(new Unicode11Addon());
  terminal.unicode.activeVersion = '11';

  const flow = createFlow({
    attach: (size) => api.terminals.attach(id, size),
    // Of a terminal that is gone nothing needs to be acknowledged.
    acknowledge: (characters) => void api.terminals.acknowledge(id, characters),
    write: (text, done) => terminal.write(text, done),
  });
  // Behind the first size, which main has when it answers: two at once may arrive in any order.
  const tellSize = sendLatest(async (size: TerminalSize) => {
    await started;
    await api.terminals.resize(id, size);
  });
  const input = connectInput({ ...options, terminal, element });
  let isOpen = false;
  let isDisposed = false;
  let isFitting = false;
  let started: Promise<void> | undefined;
  let hadKeyboard = false;
  let ownName = '';

  const fitNow = (): void => {
    isFitting = false;
    const { parentElement } = element;
    if (isDisposed || !isOpen || !parentElement) return;
    if (parentElement.clientWidth < leastHost.width || parentElement.clientHeight < leastHost.height) return;
    const proposed = fit.proposeDimensions();
    if (!proposed || !Number.isFinite(proposed.cols) || !Number.isFinite(proposed.rows)) return;
    const isNew = proposed.cols !== terminal.cols || proposed.rows !== terminal.rows;
    if (isNew) terminal.resize(proposed.cols, proposed.rows);
    const size = { columns: proposed.cols, rows: proposed.rows };
    if (!started) started = flow.start(size);
    else if (isNew) tellSize(size);
  };

  // In a task of its own, between two frames: xterm draws what it resized in the frame that follows, so no frame shows
  // a screen that was cleared. More requests until then are one.
  const refit = (): void => {
    if (isFitting) return;
    isFitting = true;
    setTimeout(fitNow);
  };

  const open = async (): Promise<void> => {
    await fontReady();
    // The letters' size is measured here, so neither without the font nor outside the document.
    if (isDisposed || isOpen || !element.isConnected) return;
    isOpen = true;
    terminal.open(element);
    terminal.textarea?.setAttribute('aria-label', ownName);
    if (options.gpu) drawByWebgl(terminal, refit);
    fitNow();
    if (hadKeyboard) terminal.focus();
    hadKeyboard = false;
  };

  const observer = new ResizeObserver(refit);
  return {
    search,
    show(host) {
      host.append(element);
      observer.observe(host);
      if (!isOpen) void open();
      else {
        refit();
        if (hadKeyboard) terminal.focus();
      }
      return () => {
        observer.unobserve(host);
        if (element.parentElement !== host) return; // another host has it already
        // A new host in the same tick gives the keyboard back.
        hadKeyboard = element.contains(document.activeElement);
        setTimeout(() => (hadKeyboard = false));
        element.remove();
      };
    },
    receive: (text) => flow.receive(text),
    end() {
      terminal.options.disableStdin = true;
      terminal.write('\x1b[?25l'); // no cursor: nobody waits for keys
    },
    focus() {
      if (isOpen) terminal.focus();
      else hadKeyboard = true;
    },
    ...input,
    selectAll: () => terminal.selectAll(),
    hasSelection: () => terminal.hasSelection(),
    name(label) {
      ownName = label;
      terminal.textarea?.setAttribute('aria-label', label);
    },
    change({ fontSize, screenReader }) {
      if (terminal.options.screenReaderMode !== screenReader)
        terminal.options.screenReaderMode = screenReader;
      if (terminal.options.fontSize === fontSize) return;
      terminal.options.fontSize = fontSize;
      refit();
    },
    refit,
    size: () => ({ columns: terminal.cols, rows: terminal.rows }),
    dispose() {
      isDisposed = true;
      observer.disconnect();
      terminal.dispose();
      element.remove();
    },
  };
}

function createTerminal(options: ScreenOptions): Terminal {
  return new Terminal({
    allowProposedApi: true, // Unicode versions and the marks of a search
    cursorStyle: 'block',
    cursorInactiveStyle: 'outline',
    fontFamily,
    fontSize: options.fontSize,
    fontWeight: 400,
    fontWeightBold: 700,
    linkHandler: { activate: (_, link) => options.openLink(link) },
    logLevel: 'off',
    minimumContrastRatio: leastContrast,
    rescaleOverlappingGlyphs: true,
    // An Apple keyboard writes \ | { [ ~ with Option.
    macOptionIsMeta: false,
    rightClickSelectsWord: false,
    screenReaderMode: options.screenReader,
    scrollback,
    theme: screenTheme(),
  });
}

/** Where the context cannot be had, or is lost, the DOM renderer draws; its letters may be wider by a part of a pixel. */
function drawByWebgl(terminal: Terminal, refit: () => void): void {
  const webgl = new WebglAddon();
  webgl.onContextLoss(() => {
    webgl.dispose();
    refit();
  });
  try {
    terminal.loadAddon(webgl);
  } catch {
    webgl.dispose(); // no WebGL 2 here
  }
}
