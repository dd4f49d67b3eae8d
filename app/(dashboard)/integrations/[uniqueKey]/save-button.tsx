import { LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '#components/ui/button';

interface SaveButtonProps {
  isPending: boolean;
  children: ReactNode;
}

/** Submits a form whose own handler sends it, and shows that it is being sent. */
export function SaveButton({ isPending, children }: SaveButtonProps) {
  return (
    <div>
      <Button type="submit" aria-disabled={isPending || undefined}>
        {isPending ? <LoaderCircle aria-hidden="true" className="animate-spin" /> : null}
        {children}
      </Button>
    </div>
  );
}
