// The small test runner that runs inside VS Code's extension host: named tests, a time limit each, a list of failures.
import { appendFileSync } from 'node:fs';

export interface HostTest {
  readonly name: string;
  readonly body: () => void | Promise<void>;
  /** Milliseconds after which the test counts as failed. */
  readonly timeout: number;
}

const tests: HostTest[] = [];
let group = '';

/** Names the tests that `body` registers: "group › test". */
export function describe(name: string, body: () => void): void {
  const outer = group;
  group = `${outer}${name} › `;
  body();
  group = outer;
}

/** Registers a test. It passes when `body` returns, and fails when it throws or takes longer than `timeout` ms. */
export function it(name: string, body: () => void | Promise<void>, timeout = 20_000): void {
  tests.push({ name: group + name, body, timeout });
}

/**
 * Runs the given tests, the registered ones if none are given, one after the other in their order.
 * @throws Error when a test fails, or when there are none, because a suite that runs nothing proves nothing.
 */
export async function runTests(
  all: readonly HostTest[] = tests,
  print: (line: string) => void = report,
): Promise<void> {
  process.setSourceMapsEnabled(true); // stack traces that name our files, not the bundle
  const failures: string[] = [];
  for (const test of all) {
    const start = Date.now();
    try {
      await withTimeout(test);
      print(`  ✓ ${test.name} (${Date.now() - start} ms)`);
    } catch (error) {
      failures.push(test.name);
      print(`  ✗ ${test.name} (${Date.now() - start} ms)`);
      print(indented(error instanceof Error ? (error.stack ?? error.message) : String(error)));
    }
  }
  print(`${all.length - failures.length} passed, ${failures.length} failed`);
  if (all.length === 0) throw new Error('No in-host tests were found.');
  if (failures.length > 0) throw new Error(`${failures.length} in-host tests failed: ${failures.join(', ')}`);
}

async function withTimeout(test: HostTest): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`took longer than ${test.timeout} ms`));
    }, test.timeout);
  });
  try {
    await Promise.race([Promise.resolve().then(test.body), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A line beside the tests' own, for a figure that was measured. */
export function note(line: string): void {
  report(line);
}

/** To the file that test/vscode/inHost.ts reads, because the host's own console is full of VS Code's noise. */
function report(line: string): void {
  const file = process.env['BACKPROP_TEST_REPORT'];
  if (file === undefined) console.log(line);
  else appendFileSync(file, `${line}\n`);
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, '      ');
}
