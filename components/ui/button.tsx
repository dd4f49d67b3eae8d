'use client';

import { useRender } from '@base-ui/react/use-render';
import { type ButtonVariants, buttonVariants } from './button-variants';
import { cn } from './cn';

type ButtonProps = useRender.ComponentProps<'button'> & ButtonVariants;

/** A button of type "button" by default. `render={<Link href="…" />}` makes it a link with the same appearance. */
export function Button({ className, variant, size, render, type, ...props }: ButtonProps) {
  return useRender({
    defaultTagName: 'button',
    render,
    props: {
      'data-slot': 'button',
      ...(render === undefined ? { type: type ?? 'button' } : {}),
      ...props,
      className: cn(buttonVariants({ variant, size }), className),
    },
  });
}
