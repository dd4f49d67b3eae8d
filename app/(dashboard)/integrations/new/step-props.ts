import type { Dispatch, SetStateAction } from 'react';
import type { FieldErrors } from '../form-state';
import type { IntegrationValues } from '../form-values';

export type StepProps = {
  values: IntegrationValues;
  setValues: Dispatch<SetStateAction<IntegrationValues>>;
  errors: FieldErrors;
};
