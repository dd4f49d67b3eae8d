import { answerAuth } from '#lib/session';

export { answerAuth as GET, answerAuth as POST };
