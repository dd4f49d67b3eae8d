import type { PickerOptions } from '../../../../../lib/embed/browser/picker.js';
import type { Opening } from './openings';

/** What is chosen in the form, as it is typed. */
export type Choice = {
  place: string;
  /** Address or path of a site, instead of a place. */
  web: string;
  mode: 'popup' | 'iframe';
  types: 'files' | 'folders' | 'all';
  filters: string;
  selection: 'single' | 'multiple';
  most: string;
};

export const firstChoice: Choice = {
  place: 'files',
  web: '',
  mode: 'popup',
  types: 'files',
  filters: '',
  selection: 'multiple',
  most: '',
};

/** Microsoft's `entry` for a choice. */
export function entryOf({ place, web }: Choice, openings: readonly Opening[]): Opening['entry'] {
  if (place === 'web') return { sharePoint: { byPath: { web } } };
  return openings.find(({ value }) => value === place)?.entry ?? { oneDrive: { files: {} } };
}

type ChosenOptions = Pick<PickerOptions, 'mode' | 'types' | 'filters' | 'selection'>;

/** The options of `openPicker` for a choice, without those that say what is the default anyway. */
export function optionsOf({ mode, types, filters, selection, most }: Choice): ChosenOptions {
  const listed = filters.split(/[\s,]+/).filter(Boolean);
  const count = Number.parseInt(most, 10);
  return {
    ...(mode === 'iframe' && { mode }),
    ...(types !== 'files' && { types }),
    ...(listed.length > 0 && { filters: listed }),
    ...(selection === 'multiple' && { selection: { mode: selection, ...(count > 0 && { maximumCount: count }) } }),
  };
}
