// `npm test`: sets up what is missing, then types, lint, format, dead code, unit and integration tests, the packaged app
// driven in a real window. Figures are `npm run bench`'s: they judge nothing, and take ten minutes of a quiet machine.
// Ends with one line `N passed, N failed, N skipped`; exits 1 where anything failed or a tool of the tests is missing.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { packagesOf, npmRun, say, setUp } from './setup.mjs';

const reports = join(import.meta.dirname, '..', '.cache', 'reports');
const totals = { passed: 0, failed: 0, skipped: 0 };

function finish() {
  console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
  process.exit(totals.failed === 0 ? 0 : 1);
}

/** A stage that passes or fails as a whole. */
function stage(name, ...rest) {
  say(`${name} …`);
  const isGood = npmRun(name, ...rest) === 0;
  totals[isGood ? 'passed' : 'failed'] += 1;
  if (!isGood) say(`${name} FAILED`);
  return isGood;
}

/** A stage of vitest: its tests are counted one by one, and skipped ones are named. */
function suite(name) {
  say(`${name} tests …`);
  const file = join(reports, `${name}.json`);
  rmSync(file, { force: true });
  const status = npmRun(name, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`);
  const report = read(file);
  totals.passed += report.numPassedTests;
  totals.failed += report.numFailedTests;
  totals.skipped += report.numPendingTests + report.numTodoTests;
  // A set-up that fails, or a test file that does not load, leaves no failed test behind.
  if (status !== 0 && report.numFailedTests === 0) totals.failed += 1;
  for (const { assertionResults } of report.testResults)
    for (const { status: outcome, fullName } of assertionResults)
      if (outcome === 'pending' || outcome === 'skipped') say(`skipped: ${fullName}`);
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    say(`no report of the tests: ${error.message}`);
    return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };
  }
}

say('setting up');
const missing = setUp('test');
if (missing.length > 0) {
  say(
    `the tests need ${missing.join(', ')}: run \`sudo apt install ${packagesOf(missing)}\`, then \`npm test\` again`,
  );
  totals.failed += 1;
  finish();
}
for (const name of ['types', 'lint', 'format', 'dead', 'build']) stage(name);
suite('unit');
if (process.platform !== 'linux' || process.getuid?.() !== 0) {
  say('the integration tests start a private dockerd, which needs root on Linux: run `sudo npm test`');
  totals.failed += 1;
  finish();
}
if (stage('images') && stage('appliance')) {
  suite('integration');
  if (stage('dist', '--dir')) suite('e2e');
}
finish();
