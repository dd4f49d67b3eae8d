import { defineErrors } from './define';

export const fr = defineErrors({ byCode: [], byError: {}, forAdmin: [], unknown: '' });
