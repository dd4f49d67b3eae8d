import { defineErrors } from './define';

export const es = defineErrors({ byCode: [], byError: {}, forAdmin: [], unknown: '' });
