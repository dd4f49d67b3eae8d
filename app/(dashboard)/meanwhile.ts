import { versionOf } from '#lib/version';

const sentence =
  'This was changed in another tab or by somebody else since you opened it. Nothing was saved. Save again to replace it with what you see here, or open this page in another tab to compare.';

/**
 * The answer to a form that would overwrite what its operator has not seen: what is stored is no longer of the version
 * that the form was filled with. The version in the answer lets the form be sent again.
 */
export function changedMeanwhile(form: FormData, stored: unknown): { error: string; version: string } | undefined {
  const seen = form.get('version');
  const version = versionOf(stored);
  return seen === null || seen === version ? undefined : { error: sentence, version };
}
