import { answerAuth } from '#lib/auth/auth';

export { answerAuth as GET, answerAuth as POST };
