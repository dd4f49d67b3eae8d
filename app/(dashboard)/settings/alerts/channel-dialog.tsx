'use client';

import { PencilLine, Plus } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { TitledDialog } from '#components/titled-dialog';
import { Button } from '#components/ui/button';
import type { MailSender } from '#lib/connections/schema';
import { ChannelForm } from './channel-form';
import { type ChannelValues, emptyChannel } from './form-values';

interface ChannelDialogProps {
  button: ReactElement;
  title: string;
  description: string;
  /** Of the channel that is changed. */
  id?: string;
  values: ChannelValues;
  version?: string;
  senders: readonly MailSender[];
}

/** The form of a channel, behind its button. It closes once the channel is stored. */
function ChannelDialog({ button, title, description, ...form }: ChannelDialogProps) {
  const [open, setOpen] = useState(false);
  return (
    <TitledDialog
      open={open}
      onOpenChange={setOpen}
      className="sm:max-w-xl"
      button={button}
      title={title}
      description={description}
    >
      <ChannelForm {...form} onSaved={() => setOpen(false)} />
    </TitledDialog>
  );
}

export function AddChannel({ senders }: { senders: readonly MailSender[] }) {
  return (
    <ChannelDialog
      button={
        <Button>
          <Plus aria-hidden="true" />
          Add a channel
        </Button>
      }
      title="Add a channel"
      description="One message each time a problem begins or ends. After five in ten minutes, the rest comes in one message."
      values={emptyChannel}
      senders={senders}
    />
  );
}

type ChangeChannelProps = Required<Pick<ChannelDialogProps, 'id' | 'values' | 'version' | 'senders'>>;

export function ChangeChannel({ id, values, version, senders }: ChangeChannelProps) {
  return (
    <ChannelDialog
      button={
        <Button variant="outline" size="sm">
          <PencilLine aria-hidden="true" />
          Change<span className="sr-only"> {values.name}</span>
        </Button>
      }
      title={`Change ${values.name}`}
      description="Messages that wait for this channel are sent with the new settings."
      id={id}
      values={values}
      version={version}
      senders={senders}
    />
  );
}
