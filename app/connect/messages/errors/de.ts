import { defineErrors } from './define';

export const de = defineErrors({ byCode: [], byError: {}, forAdmin: [], unknown: '' });
