import { Alert, AlertDescription, AlertTitle } from './ui/alert';

interface ProblemNoteProps {
  title: string;
  message: string;
  fix: string;
  /** Microsoft's AADSTS code. */
  code?: number;
}

/** Why a sign-in at Microsoft failed, and what to do. */
export function ProblemNote({ title, message, fix, code }: ProblemNoteProps) {
  return (
    <Alert variant="danger" role="alert">
      <AlertTitle>{title}</AlertTitle>
      <AlertDescription>
        <p>
          {message}
          {code === undefined ? '' : ` (AADSTS${code})`}
        </p>
        <p>{fix}</p>
      </AlertDescription>
    </Alert>
  );
}
