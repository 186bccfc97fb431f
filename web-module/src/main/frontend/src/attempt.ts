import { problemInWords } from './state/problems.js';

/** Has the SDK do something: a refusal is said, not thrown. Answers whether it was done. */
export async function attempt(act: () => Promise<unknown>, notice: (text: string) => void): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (problem) {
    notice(problemInWords(problem));
    return false;
  }
}
