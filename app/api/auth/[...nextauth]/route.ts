import { answerAuth } from '#lib/auth';

export { answerAuth as GET, answerAuth as POST };
