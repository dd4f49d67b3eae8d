/** The result of saving a setting that is one number. */
export type NumberState = {
  /** What is wrong with the number. */
  error?: string;
  /** Why a number that fits was not saved. */
  refusal?: string;
  /** The number that was not saved. */
  typed?: string;
  version?: string;
  saved?: true;
};
