import type { ReactNode } from 'react';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from './ui/card';

interface TitledCardProps {
  title: ReactNode;
  description?: ReactNode;
  /** Id for links to this card. */
  id?: string;
  className?: string;
  contentClassName?: string;
  children: ReactNode;
}

/** A card with a heading, a sentence about it, and its content. */
export function TitledCard({ title, description, contentClassName, children, ...card }: TitledCardProps) {
  return (
    <Card {...card}>
      <CardHeader>
        <CardTitle>{title}</CardTitle>
        {description ? <CardDescription>{description}</CardDescription> : null}
      </CardHeader>
      <CardContent className={contentClassName}>{children}</CardContent>
    </Card>
  );
}
