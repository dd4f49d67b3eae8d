import type { PermissionTexts } from './define';

export const de: PermissionTexts = { products: {}, lines: {} };
