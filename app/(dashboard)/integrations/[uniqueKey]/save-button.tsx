import { LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '#components/ui/button';

interface SaveButtonProps {
  isPending: boolean;
  children: ReactNode;
}

/** Submits a form that has its own submit handler, and shows that it is being sent. */
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
