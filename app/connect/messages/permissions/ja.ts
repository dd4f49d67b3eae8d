import type { PermissionTexts } from './define';

export const ja: PermissionTexts = { products: {}, lines: {} };
