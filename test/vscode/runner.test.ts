// The in-host runner tells success from failure: a suite that cannot fail would prove nothing.
import { describe, expect, it } from 'vitest';
import { runTests, type HostTest } from '../integration/runner';

function hostTest(name: string, body: HostTest['body'], timeout = 1000): HostTest {
  return { name, body, timeout };
}

async function run(tests: readonly HostTest[]): Promise<{ lines: string[]; error: unknown }> {
  const lines: string[] = [];
  const error: unknown = await runTests(tests, (line) => lines.push(line)).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { lines, error };
}

describe('the in-host runner', () => {
  it('passes when every test passes, and says how many', async () => {
    const { lines, error } = await run([
      hostTest('one', () => undefined),
      hostTest('two', () => Promise.resolve()),
    ]);
    expect(error).toBeUndefined();
    expect(lines.at(-1)).toBe('2 passed, 0 failed');
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('because');
      },
    ],
    ['rejects', () => Promise.reject(new Error('because'))],
  ])('fails when a test %s, names it, and runs the others', async (_, body) => {
    let ran = false;
    const after = hostTest('after', () => {
      ran = true;
    });
    const { lines, error } = await run([hostTest('bad', body), after]);
    expect(String(error)).toContain('bad');
    expect(lines.join('\n')).toContain('because');
    expect(lines.at(-1)).toBe('1 passed, 1 failed');
    expect(ran).toBe(true);
  });

  it('fails a test that does not end in its time', async () => {
    const { lines, error } = await run([hostTest('endless', () => new Promise(() => undefined), 20)]);
    expect(error).toBeInstanceOf(Error);
    expect(lines.join('\n')).toContain('took longer than 20 ms');
  });

  it('fails when there is nothing to run', async () => {
    expect((await run([])).error).toBeInstanceOf(Error);
  });
});
