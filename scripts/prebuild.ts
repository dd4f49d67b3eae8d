import { prepareBuild, prepareClient } from './build.ts';

/** `npm run build`: what `npm start` would build, without starting. */
await prepareClient();
await prepareBuild();
