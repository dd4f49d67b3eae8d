import { prepareClient } from './build.ts';

await prepareClient();
