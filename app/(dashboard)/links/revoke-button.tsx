import { ConfirmButton } from '#components/confirm-button';
import { revokeConnectLink } from './actions';

export function RevokeButton({ id, name }: { id: string; name: string }) {
  return (
    <ConfirmButton
      action={revokeConnectLink}
      fields={{ id }}
      size="sm"
      title={`Revoke the link for ${name}?`}
      description="Whoever opens it from now on is asked to get a new one; a sign-in that is under way connects nothing. This cannot be undone, but a new link can be made at any time."
      confirmLabel="Revoke link"
    >
      Revoke
    </ConfirmButton>
  );
}
