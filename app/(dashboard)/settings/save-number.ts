import { versionOf } from '#lib/version';
import { changedMeanwhile } from '../meanwhile';
import type { NumberState } from './number-state';

type Setting = { stored: () => Promise<number>; store: (value: number) => Promise<void> };

/** Stores a number, unless the form was filled with another one than is stored now. */
export async function saveNumber(form: FormData, value: number, { stored, store }: Setting): Promise<NumberState> {
  const changed = changedMeanwhile(form, await stored());
  if (changed) return { refusal: changed.error, version: changed.version, typed: String(value) };
  await store(value);
  return { saved: true, version: versionOf(value) };
}
