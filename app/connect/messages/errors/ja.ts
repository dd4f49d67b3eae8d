import { defineErrors } from './define';

export const ja = defineErrors({ byCode: [], byError: {}, forAdmin: [], unknown: '' });
