// Adds up the results of all suites (.trx), names each failed test and each skipped one with its reason, and ends with the one line of figures.
// Fails when a test failed, when none ran, or when the run itself went wrong.
//   summary.mjs FOLDER CODE [AGAIN]   sums up; what failed in FOLDER and passed in AGAIN is named as unsteady and counts as passed
//   summary.mjs --failed FOLDER CODE       only prints the filter that runs the failed tests again; nothing when that would be pointless
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const MOST_AGAIN = 5;
const isQuestion = process.argv[2] === '--failed';
const [folder, exitCode, againFolder] = process.argv.slice(isQuestion ? 3 : 2);
const names = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const plain = text => text.replace(/&(?:#x([0-9a-f]+)|#([0-9]+)|(\w+));/gi, (all, hex, number, name) =>
  hex ? String.fromCodePoint(parseInt(hex, 16)) : number ? String.fromCodePoint(Number(number)) : names[name] ?? all);
const attribute = (tag, name) => plain(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '');

/** Every result of a run, and whether the run came to its end: a host that crashed leaves a summary that says so and no failed test. */
function read(results) {
  const files = existsSync(results) ? readdirSync(results).filter(name => name.endsWith('.trx')) : [];
  const run = { tests: [], isComplete: true };
  for (const file of files) {
    const text = readFileSync(join(results, file), 'utf8');
    run.isComplete &&= text.includes('</TestRun>') && !/<ResultSummary outcome="(?:Error|Aborted|Timeout)"/.test(text);
    const methods = new Map([...text.matchAll(/<UnitTest\s[^>]*?\sid="([^"]*)"[\s\S]*?<TestMethod(\s[^>]*)>/g)]
      .map(([, id, tag]) => [id, `${attribute(tag, 'className')}.${attribute(tag, 'name').replace(/\(.*/s, '')}`]));
    for (const [, tag, body = ''] of text.matchAll(/<UnitTestResult(\s[^>]*?)(?:\/>|>([\s\S]*?)<\/UnitTestResult>)/g)) {
      run.tests.push({
        name: attribute(tag, 'testName'),
        method: methods.get(attribute(tag, 'testId')),
        outcome: attribute(tag, 'outcome'),
        message: plain(/<Message>([\s\S]*?)<\/Message>/.exec(body)?.[1] ?? /<StdOut>([\s\S]*?)<\/StdOut>/.exec(body)?.[1] ?? '').trim(),
      });
    }
  }
  return run;
}

const isFailed = test => test.outcome !== 'Passed' && test.outcome !== 'NotExecuted';
const run = read(folder);
const failed = run.tests.filter(isFailed);

if (isQuestion) {
  const methods = [...new Set(failed.map(test => test.method))];
  if (run.isComplete && methods.length > 0 && methods.length <= MOST_AGAIN && methods.every(Boolean)) {
    console.log(methods.map(method => `FullyQualifiedName=${method}`).join('|'));
  }
  process.exit(0);
}

const again = againFolder ? read(againFolder) : { tests: [], isComplete: true };
const isUnsteady = test => again.isComplete && again.tests.some(second => second.name === test.name && second.outcome === 'Passed');
const unsteady = failed.filter(isUnsteady);
const broken = failed.filter(test => !isUnsteady(test));
const skipped = run.tests.filter(test => test.outcome === 'NotExecuted');
const passed = run.tests.length - broken.length - skipped.length;

for (const test of skipped) {
  console.log(`skipped: ${test.name}: ${test.message || 'no reason given'}`);
}
for (const test of unsteady) {
  console.log(`unsteady: ${test.name} passed only when it was run again by itself; it needs mending: ${test.message.split('\n')[0]}`);
}
for (const test of broken) {
  console.log(`failed: ${test.name}: ${test.message.split('\n')[0]}`);
}

const ran = passed + broken.length > 0;
const endedWell = run.isComplete && (exitCode === '0' || failed.length > 0);
if (!ran) {
  console.log('No test ran.');
} else if (!endedWell) {
  console.log(`The test run did not end well (exit code ${exitCode}); see its output above.`);
}

console.log(`${passed} passed, ${broken.length} failed, ${skipped.length} skipped`);
process.exitCode = ran && endedWell && broken.length === 0 ? 0 : 1;
