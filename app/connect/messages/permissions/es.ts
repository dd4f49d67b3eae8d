import type { PermissionTexts } from './define';

export const es: PermissionTexts = { products: {}, lines: {} };
