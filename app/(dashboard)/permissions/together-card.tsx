'use client';

import { CopyButton } from '#components/copy-button';
import { TitledCard } from '#components/titled-card';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '#components/ui/tabs';
import type { PermissionType } from '#lib/catalogue/types';
import { permissionFacts } from '#lib/permissions/facts';
import type { Answers } from '#lib/permissions/permissions';
import type { Together } from '#lib/permissions/together';
import { type AddTarget, AddToIntegration } from './add-to-integration';
import { ConsentBadges, PermissionChip } from './permission-chip';

const listFormat = new Intl.ListFormat('en', { type: 'conjunction' });

function reasonLine({ calls, insteadOf }: Together['reasons'][number]): string {
  const serves = calls === 1 ? 'Serves 1 call.' : `Serves ${calls} calls.`;
  if (insteadOf.length === 0) return serves;
  return `${serves} ${listFormat.format(insteadOf)} ${insteadOf.length === 1 ? 'is' : 'are'} not needed beside it.`;
}

interface SmallestSetProps {
  set: Together;
  type: PermissionType;
  integrations: readonly AddTarget[];
}

function SmallestSet({ set, type, integrations }: SmallestSetProps) {
  const { permissions, reasons, unanswered } = set;
  if (permissions.length === 0)
    return (
      <p className="text-muted-foreground">
        {type === 'delegated'
          ? 'None of these calls has a known permission.'
          : 'None of these calls works without a person.'}
      </p>
    );
  return (
    <div className="grid gap-4">
      <ul aria-label={`Smallest set, ${type}`} className="grid gap-3">
        {reasons.map((reason) => (
          <li key={reason.permission} className="grid gap-1">
            <span className="flex flex-wrap items-center gap-1.5">
              <PermissionChip name={reason.permission} type={type} />
              <ConsentBadges name={reason.permission} type={type} />
            </span>
            <span className="text-muted-foreground text-xs">
              {permissionFacts(reason.permission, type).line} {reasonLine(reason)}
            </span>
          </li>
        ))}
      </ul>
      {unanswered > 0 ? (
        <p className="text-muted-foreground text-xs">
          {unanswered === 1 ? 'One call is' : `${unanswered} calls are`} not in it: no permission of this kind is known.
        </p>
      ) : null}
      <div className="grid gap-3 border-border border-t pt-4">
        <CopyButton
          text={permissions.join(' ')}
          label="all permissions"
          showLabel
          variant="outline"
          className="w-fit"
        />
        <AddToIntegration
          permissions={permissions}
          integrations={integrations.filter((one) => one.permissionType === type)}
        />
      </div>
    </div>
  );
}

/** The smallest set of permissions for all calls, with a person and without one. */
export function TogetherCard({ answers, integrations }: { answers: Answers; integrations: readonly AddTarget[] }) {
  const { delegated, application } = answers;
  return (
    <TitledCard title="Together" description="The smallest set that serves every call.">
      <Tabs defaultValue="delegated">
        <TabsList>
          <TabsTrigger value="delegated">Delegated</TabsTrigger>
          <TabsTrigger value="application">Application</TabsTrigger>
        </TabsList>
        <TabsContent value="delegated">
          <SmallestSet set={delegated} type="delegated" integrations={integrations} />
        </TabsContent>
        <TabsContent value="application">
          <SmallestSet set={application} type="application" integrations={integrations} />
        </TabsContent>
      </Tabs>
    </TitledCard>
  );
}
