'use client';

import 'sonner/dist/styles.css';
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import { useTheme } from 'next-themes';
import { Toaster as Sonner } from 'sonner';

const icons = {
  success: <CircleCheck aria-hidden="true" className="size-4 text-success" />,
  info: <Info aria-hidden="true" className="size-4 text-link" />,
  warning: <TriangleAlert aria-hidden="true" className="size-4 text-warning" />,
  error: <CircleAlert aria-hidden="true" className="size-4 text-danger" />,
};

export function Toaster() {
  const { resolvedTheme } = useTheme();
  return (
    <Sonner
      theme={resolvedTheme === 'dark' ? 'dark' : 'light'}
      position="bottom-right"
      closeButton
      icons={icons}
      toastOptions={{
        classNames: {
          toast: '!rounded-md !border-border !bg-popover !text-popover-foreground !font-sans',
          description: '!text-muted-foreground',
        },
      }}
    />
  );
}
