// Adds up the results of all suites (.trx), names each failed test and each skipped one with its reason, and ends with the one line of figures.
// Fails when a test failed, when none ran, or when the run itself went wrong.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, exitCode] = process.argv.slice(2);
const names = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const plain = text => text.replace(/&(?:#x([0-9a-f]+)|#([0-9]+)|(\w+));/gi, (all, hex, number, name) =>
  hex ? String.fromCodePoint(parseInt(hex, 16)) : number ? String.fromCodePoint(Number(number)) : names[name] ?? all);
const attribute = (tag, name) => plain(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '');

const files = existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith('.trx')) : [];
const counts = { passed: 0, failed: 0, skipped: 0 };
let incomplete = false;

for (const file of files) {
  const text = readFileSync(join(folder, file), 'utf8');
  // A host that crashed leaves a summary that says so and no failed test.
  incomplete ||= !text.includes('</TestRun>') || /<ResultSummary outcome="(?:Error|Aborted|Timeout)"/.test(text);
  for (const [, tag, body = ''] of text.matchAll(/<UnitTestResult(\s[^>]*?)(?:\/>|>([\s\S]*?)<\/UnitTestResult>)/g)) {
    const outcome = attribute(tag, 'outcome');
    const message = plain(/<Message>([\s\S]*?)<\/Message>/.exec(body)?.[1] ?? /<StdOut>([\s\S]*?)<\/StdOut>/.exec(body)?.[1] ?? '').trim();
    if (outcome === 'Passed') {
      counts.passed++;
    } else if (outcome === 'NotExecuted') {
      counts.skipped++;
      console.log(`skipped: ${attribute(tag, 'testName')}: ${message || 'no reason given'}`);
    } else {
      counts.failed++;
      console.log(`failed: ${attribute(tag, 'testName')}: ${message.split('\n')[0]}`);
    }
  }
}

const ran = counts.passed + counts.failed > 0;
if (!ran) {
  console.log('No test ran.');
} else if (incomplete || (exitCode !== '0' && counts.failed === 0)) {
  console.log(`The test run did not end well (exit code ${exitCode}); see its output above.`);
}

console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = ran && counts.failed === 0 && exitCode === '0' && !incomplete ? 0 : 1;
