'use client';

import { useState } from 'react';
import { ButtonLink } from '#components/ui/button-link';
import { Field } from '#components/ui/field';
import { NativeSelect } from '#components/ui/native-select';
import type { PermissionType } from '#lib/catalogue/types';
import { addScopesPath } from '../integrations/paths';

/** An integration that permissions can be added to. */
export type AddTarget = { uniqueKey: string; displayName: string; permissionType: PermissionType };

interface AddToIntegrationProps {
  permissions: readonly string[];
  integrations: readonly AddTarget[];
}

/** Opens an integration's access with these permissions ticked; they are saved there. */
export function AddToIntegration({ permissions, integrations }: AddToIntegrationProps) {
  const [chosen, setChosen] = useState('');
  const target = integrations.find(({ uniqueKey }) => uniqueKey === chosen) ?? integrations[0];
  if (!target) return null;
  return (
    <div className="grid gap-2">
      <Field label="Integration">
        <NativeSelect value={target.uniqueKey} onChange={(event) => setChosen(event.target.value)}>
          {integrations.map(({ uniqueKey, displayName }) => (
            <option key={uniqueKey} value={uniqueKey}>
              {displayName}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <ButtonLink href={addScopesPath(target.uniqueKey, permissions)} prefetch={false}>
        Add to integration
      </ButtonLink>
    </div>
  );
}
