import type { PermissionTexts } from './define';

export const fr: PermissionTexts = { products: {}, lines: {} };
