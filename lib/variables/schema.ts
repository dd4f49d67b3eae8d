import { z } from 'zod';

const variableName = z
  .string('Give the variable a name.')
  .trim()
  .max(255, 'A name has at most 255 characters.')
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'A name holds letters, digits and _ and does not begin with a digit.');

export const setVariableForm = z.object({
  name: variableName,
  value: z.string('Enter a value.').min(1, 'Enter a value.').max(10_000, 'A value has at most 10,000 characters.'),
});
export const removeVariableForm = z.object({ id: z.uuid() });

/** A variable as shown in lists. Its value can be read with an API key only. */
export type Variable = { id: string; name: string; updatedAt: Date };
