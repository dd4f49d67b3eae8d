'use client';

import { ArrowLeft, ArrowRight, LoaderCircle } from 'lucide-react';
import { useState } from 'react';
import { FormAlert } from '#components/form-alert';
import { Alert, AlertTitle } from '#components/ui/alert';
import { Button } from '#components/ui/button';
import type { NewState } from '../form-state';
import type { IntegrationValues } from '../form-values';
import { CredentialsStep } from './credentials-step';
import { ProductStep } from './product-step';
import { RegistrationStep } from './registration-step';
import { ReviewStep } from './review-step';
import { StepNav } from './step-nav';
import { StepSection } from './step-section';
import { STEPS } from './steps';
import { type SecretState, Summary } from './summary';
import { useWizard } from './use-wizard';

interface WizardProps {
  initial: IntegrationValues;
  redirectUri: string;
  hasSandbox: boolean;
  taken: readonly string[];
}

interface WizardButtonsProps {
  step: number;
  isPending: boolean;
  onBack: () => void;
}

function WizardButtons({ step, isPending, onBack }: WizardButtonsProps) {
  const isLast = step === STEPS.length - 1;
  return (
    <div className="mt-8 flex flex-wrap items-center justify-between gap-3 border-border border-t pt-4">
      <Button variant="outline" onClick={onBack} disabled={step === 0} className="noscript:hidden">
        <ArrowLeft aria-hidden="true" />
        Back
      </Button>
      <Button type="submit" aria-disabled={isPending || undefined}>
        {isPending ? <LoaderCircle aria-hidden="true" className="animate-spin" /> : null}
        <span className={isLast ? undefined : 'hidden noscript:inline'}>
          {isPending ? 'Creating the integration' : 'Create integration'}
        </span>
        {isLast ? null : (
          <>
            <span className="noscript:hidden">Continue</span>
            <ArrowRight aria-hidden="true" className="noscript:hidden" />
          </>
        )}
      </Button>
    </div>
  );
}

function WizardAlerts({ state }: { state: NewState }) {
  const messages = Object.values(state.errors ?? {}).flatMap((of) => of ?? []);
  return (
    <>
      <FormAlert error={state.error} className="mb-6" />
      {messages.length > 0 ? (
        // With JavaScript, the step with the wrong field opens instead.
        <noscript>
          <Alert variant="danger" className="mb-6">
            <AlertTitle>Nothing was created yet. Paste the secret again and mend this:</AlertTitle>
            <ul className="list-disc pl-4">
              {messages.map((message) => (
                <li key={message}>{message}</li>
              ))}
            </ul>
          </Alert>
        </noscript>
      ) : null}
    </>
  );
}

/** The form for a new integration in four steps. Without JavaScript it is one long form. */
export function Wizard({ initial, redirectUri, hasSandbox, taken }: WizardProps) {
  const wizard = useWizard(initial);
  const { values, setValues, errors, step } = wizard;
  const [secret, setSecret] = useState<SecretState>('none');
  const shared = { values, setValues, errors };
  return (
    <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_18rem]">
      <form ref={wizard.formRef} action={wizard.submit} onSubmit={wizard.onSubmit} noValidate className="min-w-0">
        <StepNav step={step} reached={wizard.reached} onGo={wizard.goTo} />
        <WizardAlerts state={wizard.state} />
        <StepSection index={0} step={step} description="What your product connects to, and what it may do there.">
          <ProductStep {...shared} taken={taken} />
        </StepSection>
        <StepSection index={1} step={step} description="The app your end users will meet at Microsoft.">
          <RegistrationStep {...shared} taken={taken} redirectUri={redirectUri} hasSandbox={hasSandbox} />
        </StepSection>
        <StepSection index={2} step={step} description="What proves to Microsoft that Latchkey speaks for your app.">
          <CredentialsStep {...shared} onSecret={setSecret} />
        </StepSection>
        <StepSection index={3} step={step} description="Give it a name, check it once more, then send the first link.">
          <ReviewStep {...shared} summary={{ secret }} />
        </StepSection>
        <WizardButtons step={step} isPending={wizard.isPending} onBack={() => wizard.goTo(step - 1)} />
      </form>
      <aside
        aria-label="Summary"
        className="sticky top-20 hidden max-h-[calc(100dvh-6rem)] overflow-y-auto rounded-lg border border-border bg-card p-4 lg:block noscript:hidden"
      >
        <h2 className="mb-3 font-medium text-muted-foreground text-xs">Summary</h2>
        <Summary values={values} secret={secret} />
      </aside>
    </div>
  );
}
