import { prepareBuild, prepareClient } from './build.ts';

/** `npm run build`: builds the same as `npm start`, without starting. */
await prepareClient();
await prepareBuild();
