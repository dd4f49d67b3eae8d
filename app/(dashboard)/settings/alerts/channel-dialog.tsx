'use client';

import { PencilLine, Plus } from 'lucide-react';
import { useState } from 'react';
import { TitledDialog } from '#components/titled-dialog';
import { Button } from '#components/ui/button';
import type { MailSender } from '#lib/connections/schema';
import { ChannelForm } from './channel-form';
import { type ChannelValues, emptyChannel } from './form-values';

/** The form for a new channel, behind its button. It closes once the channel is stored. */
export function AddChannel({ senders }: { senders: readonly MailSender[] }) {
  const [open, setOpen] = useState(false);
  return (
    <TitledDialog
      open={open}
      onOpenChange={setOpen}
      className="sm:max-w-xl"
      button={
        <Button>
          <Plus aria-hidden="true" />
          Add a channel
        </Button>
      }
      title="Add a channel"
      description="One message per change of state. After five in ten minutes, the rest comes in one message."
    >
      <ChannelForm values={emptyChannel} senders={senders} onSaved={() => setOpen(false)} />
    </TitledDialog>
  );
}

interface ChangeChannelProps {
  id: string;
  values: ChannelValues;
  senders: readonly MailSender[];
}

/** The form to change a channel, behind its button. It closes once the change is stored. */
export function ChangeChannel({ id, values, senders }: ChangeChannelProps) {
  const [open, setOpen] = useState(false);
  return (
    <TitledDialog
      open={open}
      onOpenChange={setOpen}
      className="sm:max-w-xl"
      button={
        <Button variant="outline" size="sm">
          <PencilLine aria-hidden="true" />
          Change<span className="sr-only"> {values.name}</span>
        </Button>
      }
      title={`Change ${values.name}`}
      description="What waits for this channel is sent as it is then."
    >
      <ChannelForm id={id} values={values} senders={senders} onSaved={() => setOpen(false)} />
    </TitledDialog>
  );
}
