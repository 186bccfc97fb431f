/** The few parts of Node that the tests use; its full types are not needed. */
declare module 'node:test' {
  export function test(name: string, body: () => void | Promise<void>): void;
  export function describe(name: string, body: () => void): void;
}

declare module 'node:assert/strict' {
  interface Assert {
    (value: unknown, message?: string): asserts value;
    equal(actual: unknown, expected: unknown, message?: string): void;
    deepEqual(actual: unknown, expected: unknown, message?: string): void;
    match(actual: string, expected: RegExp): void;
    doesNotMatch(actual: string, expected: RegExp): void;
    rejects(promise: Promise<unknown>, expected: object): Promise<void>;
    throws(run: () => unknown, expected: object): void;
  }
  const assert: Assert;
  export default assert;
}
