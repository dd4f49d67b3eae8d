import { ButtonLink } from '#components/ui/button-link';
import { ProblemPage } from './problem-page';

export function ForbiddenPage() {
  return (
    <ProblemPage title="Your role does not allow this" actions={<ButtonLink href="/">Go to the overview</ButtonLink>}>
      <p>This page needs a higher role than yours. An owner can change roles under Settings, Operators.</p>
    </ProblemPage>
  );
}
