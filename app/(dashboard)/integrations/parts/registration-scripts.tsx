'use client';

import { useState } from 'react';
import { CopyButton } from '#components/copy-button';
import { Field } from '#components/ui/field';
import { NativeSelect } from '#components/ui/native-select';
import { ScrollX } from '#components/ui/scroll-x';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '#components/ui/tabs';
import {
  type RegistrationScript,
  registrationScripts,
  type ScriptChoice,
} from '#lib/catalogue/registration/scripts/scripts';
import { CREDENTIAL_KINDS, type CredentialKind } from '#lib/catalogue/types';
import { isGuid } from '#lib/guid';
import { DownloadButton } from './download-button';

const credentialLabels: Record<CredentialKind, string> = {
  client_secret: 'Client secret',
  certificate: 'Certificate',
  federated: 'Federated credential',
};

const howToRun: Record<RegistrationScript['id'], string> = {
  az: 'Runs in bash with the Azure CLI: on Linux, on a Mac, in WSL or in Azure Cloud Shell.',
  powershell: 'Runs in PowerShell 7 or Windows PowerShell with the Microsoft Graph modules.',
  graph: 'Plain calls to Microsoft Graph, in bash with curl and jq; shows what is sent.',
};

type Target = 'new' | 'existing';

interface SettingsProps {
  /** Client ID of the registration to add to; empty while there is none. */
  clientId: string;
  target: Target;
  onTarget: (target: Target) => void;
  credential: CredentialKind;
  onCredential: (kind: CredentialKind) => void;
}

function Settings({ clientId, target, onTarget, credential, onCredential }: SettingsProps) {
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      {clientId ? (
        <Field label="Registration">
          <NativeSelect
            value={target}
            onChange={(event) => onTarget(event.target.value === 'new' ? 'new' : 'existing')}
          >
            <option value="existing">The one with this client ID</option>
            <option value="new">A new one</option>
          </NativeSelect>
        </Field>
      ) : null}
      <Field label="Credential in the script">
        <NativeSelect
          value={credential}
          onChange={(event) =>
            onCredential(CREDENTIAL_KINDS.find((kind) => kind === event.target.value) ?? 'client_secret')
          }
        >
          {CREDENTIAL_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {credentialLabels[kind]}
            </option>
          ))}
        </NativeSelect>
      </Field>
    </div>
  );
}

function Script({ script: { id, label, fileName, code } }: { script: RegistrationScript }) {
  return (
    <div className="grid gap-2">
      <p className="text-muted-foreground">{howToRun[id]}</p>
      <ScrollX
        label={`Script, ${label}`}
        className="max-h-96 overflow-y-auto rounded-md border border-border bg-muted px-3 py-2"
      >
        <pre className="w-max font-mono text-[13px] leading-5">
          <code>{code}</code>
        </pre>
      </ScrollX>
      <div className="flex flex-wrap gap-2">
        <CopyButton text={code} label="script" showLabel variant="outline" />
        <DownloadButton fileName={fileName} text={code} />
      </div>
    </div>
  );
}

/** Scripts that register the app for this choice. Shows nothing for the sandbox, which needs no registration. */
export function RegistrationScripts({ choice }: { choice: Omit<ScriptChoice, 'credential'> }) {
  const clientId = isGuid(choice.clientId.trim()) ? choice.clientId.trim() : '';
  const [target, setTarget] = useState<Target>('existing');
  const [credential, setCredential] = useState<CredentialKind>('client_secret');
  const displayName = choice.displayName.trim() || 'Latchkey';
  const forApp = target === 'new' ? '' : clientId;
  const scripts = registrationScripts({ ...choice, displayName, clientId: forApp, credential });
  const [first] = scripts;
  if (!first) return null;
  return (
    <div className="grid min-w-0 gap-4">
      <p className="max-w-prose text-muted-foreground">
        {forApp
          ? 'Adds the redirect URI and the permissions that the registration lacks. Nothing is removed, and no credential is touched.'
          : 'Makes the registration with redirect URI, permissions and a credential, and prints what to paste here. It may be run again for the same client ID; nothing is ever removed.'}
      </p>
      <Settings
        clientId={clientId}
        target={target}
        credential={credential}
        onTarget={setTarget}
        onCredential={setCredential}
      />
      <Tabs defaultValue={first.id} className="gap-3">
        <TabsList aria-label="Registration script">
          {scripts.map(({ id, label }) => (
            <TabsTrigger key={id} value={id}>
              {label}
            </TabsTrigger>
          ))}
        </TabsList>
        {scripts.map((script) => (
          <TabsContent key={script.id} value={script.id} tabIndex={-1}>
            <Script script={script} />
          </TabsContent>
        ))}
      </Tabs>
    </div>
  );
}
