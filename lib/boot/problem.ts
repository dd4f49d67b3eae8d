/** A problem on this machine keeps Latchkey from starting. The message is one sentence that says what to do. */
export class StartProblem extends Error {
  override readonly name = 'StartProblem';
  readonly code = 'cannot_start';
}
