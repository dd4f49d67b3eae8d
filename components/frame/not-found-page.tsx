import { ButtonLink } from '#components/ui/button-link';
import { ProblemPage } from './problem-page';

export function NotFoundPage() {
  return (
    <ProblemPage
      title="There is nothing at this address"
      actions={<ButtonLink href="/">Go to the overview</ButtonLink>}
    >
      <p>What was here may have been deleted, or the address is mistyped. Check it, or start from the overview.</p>
    </ProblemPage>
  );
}
