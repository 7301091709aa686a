// The page around the drawing: asks the node for the swarm's state and says so when it cannot be had.
import { draw, render } from './drawing.js';
import { language, say } from './words.js';

/** Between two questions while all is well, in ms: a change is on the screen within a second. */
const pace = 700;
/** Between two questions while Docker answers that it cannot tell, in ms. */
const problemPace = 2000;
/** Longest wait after failures in a row, in ms. */
const longestPace = 5000;
/** The node asks Docker three times and waits at most 5 s each; after this, in ms, the question is given up. */
const patience = 16_000;

const drawing = document.getElementById('drawing');
const pulse = document.getElementById('pulse');
const problemText = document.getElementById('problem');

let state;
let hash;
let failures = 0;
let lastAnswer;
let timer;
let asking = false;

document.documentElement.lang = language;
document.getElementById('footer').textContent = say('footer');
setPulse(say('pulse.reading'));
document.addEventListener('visibilitychange', ask);
void ask();

/** One question at a time, none while nobody looks. */
async function ask() {
  clearTimeout(timer);
  if (asking || document.hidden) return;
  asking = true;
  const next = await askOnce().catch(failed);
  asking = false;
  timer = setTimeout(ask, next);
}

/** Shows what the node answers; the wait until the next question, in ms. */
async function askOnce() {
  const response = await fetch('cgi-bin/state', {
    cache: 'no-store',
    headers: hash ? { 'X-Hash': hash } : {},
    signal: AbortSignal.timeout(patience),
  });
  const now = Number(response.headers.get('X-Now')) * 1000 || Date.now();
  const isNews = response.status !== 204;
  const body = isNews ? await response.json() : undefined;
  if (!response.ok && !body.problem) throw new Error(`HTTP ${response.status}`);
  failures = 0;
  if (body?.problem) {
    showProblem(body.problem);
    return problemPace;
  }
  if (body) {
    state = body;
    hash = response.headers.get('X-Hash');
  }
  lastAnswer = new Date();
  document.body.dataset.condition = 'live';
  problemText.hidden = true;
  setPulse(say('pulse.live'));
  render(draw({ ...state, now }), drawing, say);
  return pace;
}

/** The node knows, and says, why it has no state. */
function showProblem({ kind, message }) {
  // The state of before the problem is no longer known to hold.
  state = hash = undefined;
  drawing.replaceChildren();
  document.body.dataset.condition = 'problem';
  document.body.dataset.problem = kind;
  problemText.textContent = say(`problem.${kind}`, { message });
  problemText.hidden = false;
  setPulse('');
}

/** The node itself does not answer: what was drawn stays, marked as old. */
function failed() {
  failures += 1;
  document.body.dataset.condition = 'silent';
  setPulse(
    lastAnswer ? say('pulse.old', { time: lastAnswer.toLocaleTimeString(language) }) : say('pulse.silent'),
  );
  return Math.min(pace * 2 ** failures, longestPace);
}

/** Only what is new is said: screen readers read the element out at every change. */
function setPulse(text) {
  if (pulse.textContent !== text) pulse.textContent = text;
}
