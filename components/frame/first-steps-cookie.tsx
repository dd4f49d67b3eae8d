/** Says that this browser's operator has put the first steps away. */
export const firstStepsCookie = 'first-steps';
